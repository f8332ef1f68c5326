"""What is believed of a client's list: all it says, and of its silence only what repeats."""

from copy import deepcopy
from datetime import UTC, datetime

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from qbitrr.clients.maindata import MainData, OutOfStepError, Update
from qbitrr.clients.mirror import Mirror
from qbitrr.clients.states import parse

NOW = datetime(2026, 1, 1, tzinfo=UTC)
SETTLE = 10.0


def hashes(*numbers):
    return {f"{number:040x}" for number in numbers}


def row(number=0, **fields):
    return {"name": f"n{number}", "state": "stalledUP", "progress": 1, "added_on": 1_700_000_000} | fields


def full(*numbers, fresh=False):
    torrents = {key: parse("qBit", key, row(), now=NOW) for key in hashes(*numbers)}
    return Update(full=True, torrents=torrents, fresh=fresh)


def delta(*numbers, removed=()):
    torrents = {key: parse("qBit", key, row(state="error"), now=NOW) for key in hashes(*numbers)}
    return Update(full=False, torrents=torrents, removed=frozenset(hashes(*removed)))


@pytest.fixture
def mirror():
    """A mirror of ten torrents that has settled at second 100."""
    mirror = Mirror(settle=SETTLE, confirm=SETTLE)
    mirror.apply(full(*range(10), fresh=True), 0.0)
    mirror.apply(delta(), 100.0)
    assert mirror.belief().complete
    return mirror


def test_before_the_first_answer_nothing_is_known():
    belief = Mirror().belief()
    assert not belief.complete
    assert belief.why_incomplete == "nothing has been read yet"


def test_it_settles_when_two_answers_agree_and_time_has_passed():
    mirror = Mirror(settle=SETTLE)
    mirror.apply(full(1, fresh=True), 0.0)
    mirror.apply(delta(), 9.9)
    assert not mirror.belief().complete
    mirror.apply(delta(2), 10.0)
    assert not mirror.belief().complete
    mirror.apply(delta(), 11.0)
    assert mirror.belief().complete
    assert mirror.belief().torrents.keys() == hashes(1, 2)


def test_what_is_named_as_removed_is_gone(mirror):
    change = mirror.apply(delta(removed=range(10)), 101.0)
    assert change.gone == hashes(*range(10))
    assert mirror.belief().complete
    assert not mirror.belief().torrents


def test_a_few_that_are_missing_from_a_later_full_list_are_gone(mirror):
    assert mirror.apply(full(*range(6)), 101.0).gone == hashes(*range(6, 10))
    assert mirror.belief().complete


@pytest.mark.parametrize("left", [0, 1, 4])
def test_a_sharp_loss_is_not_believed_until_it_repeats(mirror, left):
    assert not mirror.apply(full(*range(left)), 101.0).gone
    belief = mirror.belief()
    assert belief.torrents.keys() == hashes(*range(10))
    assert not belief.complete
    assert "missing at once" in belief.why_incomplete
    assert not mirror.wants_everything(110.0)
    assert not mirror.apply(delta(), 110.0).gone
    assert mirror.wants_everything(111.0)
    assert not mirror.apply(delta(), 111.0).gone
    assert mirror.apply(full(*range(left)), 112.0).gone == hashes(*range(left, 10))
    assert mirror.belief().complete


def test_a_sharp_loss_that_passes_has_never_been(mirror):
    mirror.apply(full(), 101.0)
    assert not mirror.apply(full(*range(10)), 102.0).gone
    assert mirror.belief().complete
    assert not mirror.wants_everything(1000.0)


def test_a_sharp_loss_that_changes_is_doubted_anew(mirror):
    mirror.apply(full(), 101.0)
    assert not mirror.apply(full(1), 112.0).gone
    assert not mirror.belief().complete
    assert mirror.apply(full(1), 122.0).gone


def test_even_one_torrent_is_not_lost_by_an_empty_list():
    mirror = Mirror(settle=0.0)
    mirror.apply(full(1, fresh=True), 0.0)
    mirror.apply(delta(), 1.0)
    assert not mirror.apply(full(), 2.0).gone
    assert not mirror.belief().complete


def test_after_a_restart_none_is_gone_until_it_has_settled(mirror):
    assert not mirror.apply(full(*range(8), fresh=True), 101.0).gone
    assert not mirror.belief().complete
    assert mirror.belief().torrents.keys() == hashes(*range(10))
    assert not mirror.apply(delta(8), 102.0).gone
    assert not mirror.apply(delta(), 110.0).gone
    assert mirror.apply(delta(), 111.0).gone == hashes(9)
    assert mirror.belief().complete


def test_after_a_restart_that_lost_most_both_rules_hold(mirror):
    mirror.apply(full(1, fresh=True), 101.0)
    assert not mirror.apply(delta(), 111.0).gone
    assert "missing at once" in mirror.belief().why_incomplete
    assert not mirror.apply(full(1), 112.0).gone
    assert mirror.wants_everything(121.0)
    assert len(mirror.apply(full(1), 121.0).gone) == 9


def test_a_client_that_is_away_is_incomplete_and_forgets_nothing(mirror):
    mirror.lost("connection refused")
    belief = mirror.belief()
    assert (belief.complete, belief.why_incomplete) == (False, "connection refused")
    assert len(belief.torrents) == 10
    mirror.apply(delta(), 102.0)
    assert mirror.belief().complete


def test_a_full_list_changes_only_what_changed(mirror):
    assert mirror.apply(full(*range(11)), 101.0).changed == hashes(10)


def test_a_delta_about_an_unknown_torrent_must_be_whole():
    maindata = MainData("qBit")
    maindata.take({"rid": 1, "full_update": True}, now=NOW)
    with pytest.raises(OutOfStepError):
        maindata.take({"rid": 2, "torrents": {"a" * 40: {"tags": "x"}}}, now=NOW)


def test_a_full_list_that_was_not_asked_for_is_that_of_another_session():
    maindata = MainData("qBit")
    assert maindata.take({"rid": 1, "full_update": True}, now=NOW).fresh
    assert not maindata.take({"rid": 2}, now=NOW).fresh
    assert maindata.take({"rid": 1, "full_update": True}, now=NOW).fresh
    maindata.forget(fresh=False)
    assert not maindata.take({"rid": 2, "full_update": True}, now=NOW).fresh


def test_a_lost_session_stays_lost_until_the_next_answer():
    maindata = MainData("qBit")
    maindata.take({"rid": 1, "full_update": True}, now=NOW)
    maindata.forget(fresh=True)
    maindata.forget(fresh=False)
    assert maindata.take({"rid": 1, "full_update": True}, now=NOW).fresh


def test_what_is_no_hash_is_no_torrent():
    update = MainData("qBit").take({"rid": 1, "full_update": True, "torrents": {"all": row()}}, now=NOW)
    assert not update.torrents


class Server:
    """Answers as sync/maindata does: remembers, for one session, the list it sent last and the one last accepted."""

    def __init__(self):
        self.rows, self.listed = {}, set()
        self.rid, self.sent, self.accepted = 0, None, None

    def maindata(self, rid):
        if self.sent and rid == self.sent[0]:
            self.accepted = self.sent
        now = {key: deepcopy(self.rows[key]) for key in self.listed}
        self.rid += 1
        before = self.accepted
        self.sent = (self.rid, now)
        if not rid or not before or rid != before[0]:
            return {"rid": self.rid, "full_update": True, "torrents": deepcopy(now)}
        changed = {}
        for key, fields in now.items():
            known = before[1].get(key, {})
            if news := {name: value for name, value in fields.items() if known.get(name) != value}:
                changed[key] = news
        answer = {"rid": self.rid, "torrents": changed, "torrents_removed": sorted(before[1].keys() - now.keys())}
        return {name: value for name, value in answer.items() if value}

    def forget(self):
        self.rid, self.sent, self.accepted = 0, None, None


class Conversation(RuleBasedStateMachine):
    """Whatever happens between them, what is believed complete is what the server lists, and none is gone too early."""

    numbers = st.integers(0, 11)

    @initialize(number=st.integers(0, 11))
    def begin(self, number):
        self.server, self.maindata = Server(), MainData("qBit")
        self.mirror, self.now, self.loading_since = Mirror(settle=SETTLE, confirm=SETTLE), 0.0, None
        for one in range(number):
            self.put(one, "stalledUP")
        self.seen = None

    @rule(number=numbers, state=st.sampled_from(["stalledUP", "error", "moving"]))
    def put(self, number, state):
        [key] = hashes(number)
        self.server.rows[key] = row(number, state=state)
        self.server.listed.add(key)

    @rule(number=numbers)
    def remove(self, number):
        [key] = hashes(number)
        self.server.rows.pop(key, None)
        self.server.listed.discard(key)

    @rule()
    def poll(self):
        everything = self.mirror.wants_everything(self.now)
        if everything:
            self.maindata.forget(fresh=False)
        update = self.maindata.take(self.server.maindata(self.maindata.rid), now=NOW)
        change = self.mirror.apply(update, self.now)
        self.seen = self.truth(self.server.listed)
        assert not change.gone & self.server.rows.keys()
        assert not change.gone & self.mirror.belief().torrents.keys()

    @rule()
    def lose_an_answer(self):
        self.server.maindata(self.maindata.rid)
        self.mirror.lost("no answer in time")

    @rule(numbers=st.sets(numbers))
    def restart(self, numbers):
        """Sessions are gone, and only some of the torrents are listed yet."""
        self.server.forget()
        self.maindata.forget(fresh=True)
        self.server.listed = self.server.rows.keys() & hashes(*numbers)
        self.loading_since = self.now

    @rule()
    def end_the_session(self):
        self.server.forget()
        self.maindata.forget(fresh=True)

    @rule()
    @precondition(lambda self: self.loading_since is None)
    def forget_the_session_silently(self):
        """As a client without sign-in does when it drops a session."""
        self.server.forget()

    @rule(seconds=st.sampled_from([0.3, 1.0, 4.0]))
    def wait(self, seconds):
        self.now += seconds
        if self.loading_since is not None and self.now > self.loading_since + SETTLE / 2:
            self.server.listed = set(self.server.rows)
            self.loading_since = None

    @invariant()
    def complete_is_true(self):
        belief = self.mirror.belief()
        if belief.complete:
            assert dict(belief.torrents) == self.seen

    def teardown(self):
        self.server.listed = set(self.server.rows)
        for _ in range(6):
            self.now += SETTLE
            self.poll()
        assert self.mirror.belief().complete
        assert dict(self.mirror.belief().torrents) == self.truth(self.server.rows)

    def truth(self, keys):
        return {key: parse("qBit", key, self.server.rows[key], now=NOW) for key in keys}


TestConversation = Conversation.TestCase
TestConversation.settings = settings(max_examples=60, stateful_step_count=40)
