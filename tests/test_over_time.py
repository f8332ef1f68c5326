"""The promises of the design over any course of events: torrents, clients, apps, rules and people do as they like."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from qbitrr import Keep, Reject, State, persons
from qbitrr.persons import PROTECTED, RELEASED, TOLD
from qbitrr.ports import ServerState
from qbitrr.safety import Limits
from qbitrr.store.journal import BEGUN
from qbitrr.store.quarantine import RESTORED
from qbitrr.trust import Trust
from tests.section_world import FAILED, REMOVE, SEEDED, Says, World, complete, stalled

LIMITS = Limits(removals=6, share=0.9, size=1 << 60, few=4, failing_share=0.7)
RETENTION = timedelta(days=2)
NUMBERS = st.integers(0, 4)
MOSTLY = st.sampled_from([*[Trust.QUARANTINE] * 4, *Trust])
ONLINE, OFFLINE = ServerState("connected"), ServerState("disconnected")
TAKES_AWAY = {"Remove", "Reject", "Delete"}


def hash_of(number):
    return f"{number:040x}"


class Life(RuleBasedStateMachine):
    """One section, and everything that can happen to it. Each change is checked at the moment when it is asked for."""

    def __init__(self):
        super().__init__()
        self.folder = TemporaryDirectory()
        self.one = None

    @initialize(trust=MOSTLY, dry_run=st.sampled_from([False] * 7 + [True]))
    def begin(self, trust, dry_run):
        self.ill, self.owed, self.kept = set(), set(), set()
        self.broken = False
        self.by_hand = False
        self.one = World(
            self._path(),
            retention=RETENTION,
            dry_run=dry_run,
            limits=LIMITS,
            trust={"judge": trust},
            judge=Says(lambda one: FAILED if one.hash in self.ill else None, self._propose),
            guard=Says(action=self._guard),
        )
        self.one.client.before = self._client_changes
        self.one.arr.before = self._owner_changes
        self.one.client.put(*map(stalled, range(2)), *map(complete, range(2, 4)))
        self.one.turn()

    def teardown(self):
        if self.one:
            self.one.close()
        self.folder.cleanup()

    # What happens

    @rule(done=st.booleans())
    def torrents_come(self, done):
        for number in range(5):
            if hash_of(number) not in self.one.client.torrents:
                added = self.one.clock() - timedelta(hours=6)
                self.one.client.put((complete if done else stalled)(number, added=added))
        self.one.turn(3600)

    @rule(number=NUMBERS)
    def it_is_let_run_by_a_person(self, number):
        self._change(number, lambda one: replace(one, state=State.SEEDING if one.complete else State.DOWNLOADING))

    @rule(number=NUMBERS)
    def it_is_stopped_by_a_person(self, number):
        self._change(number, lambda one: replace(one, state=State.STOPPED))

    @rule(number=NUMBERS)
    def it_completes(self, number):
        self._change(
            number,
            lambda one: (
                complete(number, added=one.added, tags=one.tags, state=State.SEEDING)
                if one.state is not State.STOPPED
                else one
            ),
        )

    @rule(number=NUMBERS)
    def it_is_imported(self, number):
        torrent = self.one.client.torrents.get(hash_of(number))
        if torrent and torrent.complete:
            self.one.arr.imported = {**self.one.arr.imported, torrent.hash: self.one.clock()}
        self.one.turn(60)

    @rule(number=NUMBERS, state=st.sampled_from([State.ERRORED, State.MISSING_FILES, State.CHECKING, State.STALLED]))
    def its_state_is_another(self, number, state):
        self._change(number, lambda one: replace(one, state=state))

    @rule(numbers=st.sets(NUMBERS, min_size=1, max_size=3))
    def the_rule_finds_others_failed(self, numbers):
        self.ill = {hash_of(number) for number in numbers}
        self.one.turns(2)

    @rule()
    def the_rule_finds_nobody_failed(self):
        self.ill = set()
        self.one.turn(60)

    @rule(numbers=st.sets(NUMBERS, min_size=1, max_size=3), obligation=st.booleans())
    def the_guard_keeps_others(self, numbers, obligation):
        hashes = {hash_of(number) for number in numbers}
        self.owed, self.kept = (hashes, set()) if obligation else (set(), hashes)
        self._meanwhile(numbers)

    @rule(numbers=st.sets(NUMBERS, min_size=1))
    def the_guard_breaks_for_a_while(self, numbers):
        self.broken = True
        self._meanwhile(numbers)
        self.broken = False

    @rule(numbers=st.sets(NUMBERS, min_size=1), server=st.sampled_from([ONLINE, OFFLINE]))
    def the_client_is_away_for_a_while(self, numbers, server):
        self.one.client.server, self.one.client.complete = server, server is OFFLINE
        self._meanwhile(numbers)
        self.one.client.server, self.one.client.complete = ONLINE, True

    @rule(numbers=st.sets(NUMBERS, min_size=1), away=st.sampled_from(["", "no connection"]))
    def the_app_is_away_for_a_while(self, numbers, away):
        self.one.arr.away, self.one.arr.complete = away, bool(away)
        self._meanwhile(numbers)
        self.one.arr.away, self.one.arr.complete = "", True

    @rule(busy=st.booleans())
    def the_app_is_busy(self, busy):
        self.one.arr.trouble = {"search": "busy"} if busy else {}
        self.one.turn(60)

    @rule()
    def a_page_is_short(self):
        listed = dict(self.one.client.torrents)
        self.one.client.torrents = dict(list(listed.items())[:1])
        self.one.client.complete = False
        self.one.turn(60)
        self.one.client.torrents = listed | self.one.client.torrents
        self.one.client.complete = True
        self.one.turn(60)

    @rule()
    def it_starts_again(self):
        self.one.begin()
        self.one.turn(1)

    @rule(trust=MOSTLY)
    def the_rule_is_trusted_otherwise(self, trust):
        self.one.trust = {"judge": trust}
        self.it_starts_again()

    @rule(number=NUMBERS, word=st.sampled_from([PROTECTED, RELEASED, TOLD]), back=st.booleans())
    def a_person_says_something(self, number, word, back):
        key = ("qBit", hash_of(number))
        if back:
            persons.take_back(self.one.store, word, key)
        else:
            persons.say(self.one.store, word, key, "", self.one.clock())
        self._meanwhile({number})

    @precondition(lambda self: self.one and self.one.held())
    @rule(ends=st.booleans())
    def a_person_restores_or_ends_a_quarantine(self, ends):
        held = self.one.held()[0]
        if ends:
            self.one.store.quarantine.let_go(held.id, self.one.clock())
        else:
            self.by_hand = True
            self.one.restore(held)
            self.by_hand = False
        self.one.turn(60)

    @rule(hours=st.sampled_from([1, 24, 72]))
    def time_passes(self, hours):
        self.one.turn(hours * 3600)
        self.one.turns(2)

    # What must hold

    @invariant()
    def no_more_is_removed_than_is_allowed(self):
        if self.one:
            since = self.one.clock() - LIMITS.window
            assert self.one.store.ledger.removals_since(since).count <= LIMITS.removals

    @invariant()
    def a_dry_run_changes_nothing(self):
        if self.one and self.one.settings.dry_run:
            assert self.one.changed == ([], [])

    @invariant()
    def nothing_breaks_but_the_guard(self):
        if self.one:
            assert {failure.plugin for failure in self.one.failures} <= {"guard"}

    def _client_changes(self, call, torrent):
        if self.by_hand or call == "remove_tags":  # the tag of a quarantine that a person has ended
            return
        intent = self._journalled(torrent)
        if intent.action in TAKES_AWAY:
            self._may_go(torrent, rejected=False)
        if call == "delete":
            self._was_in_quarantine(torrent, intent)

    def _owner_changes(self, kind, torrent):
        if kind == "unblocklist":
            return
        intent = self._journalled(torrent)
        if kind == "blocklist":
            self._may_go(torrent, rejected=intent.action == "Reject")

    def _journalled(self, torrent):
        """Every effect is written down before it is asked for."""
        intent = self.one.store.journal.in_flight("qBit", torrent)
        assert intent
        assert intent.step_state == BEGUN
        return intent

    def _may_go(self, torrent, *, rejected):
        one, key = self.one, ("qBit", torrent)
        shown = one.client.torrents[torrent]
        assert one.client.complete
        assert one.client.server == ONLINE
        assert not one.arr.away
        assert one.arr.complete
        assert not self.broken
        assert torrent not in self.kept
        assert torrent not in self.owed or self._said(RELEASED, key)
        assert not self._said(PROTECTED, key)
        assert one.store.quarantine.states("Radarr").get(key) != RESTORED
        assert shown.state not in (State.CHECKING, State.MOVING)
        if shown.complete and not rejected and torrent not in one.arr.imported:
            assert self._said(TOLD, key) or any(held.context["told"] for held in one.held() if held.hash == torrent)

    def _was_in_quarantine(self, torrent, intent):
        """Data goes after its time in quarantine, by a person's word, or by a rule that is trusted so far."""
        (held,) = [held for held in self.one.held() if held.hash == torrent]
        assert ("stop", torrent) in self.one.client.calls
        assert held.expires_at <= self.one.clock() or "delete" in intent.steps
        if intent.action == "Remove":
            assert self.one.trust["judge"] is Trust.REMOVE

    def _said(self, word, key):
        return key in persons.said_of(self.one.store, word)

    # Odds and ends

    def _path(self):
        return Path(self.folder.name)

    def _meanwhile(self, numbers):
        """These are found failed, whatever else there is."""
        self.ill = {hash_of(number) for number in numbers}
        self.one.turns(2)

    def _change(self, number, change):
        if torrent := self.one.client.torrents.get(hash_of(number)):
            self.one.client.put(change(torrent))
        self.one.turn(60)

    def _propose(self, torrent):
        if torrent.hash in self.one.arr.imported:
            return SEEDED if torrent.complete else None
        if torrent.hash not in self.ill:
            return None
        return Reject("it is a fake") if torrent.complete and torrent.hash != hash_of(2) else REMOVE

    def _guard(self, torrent):
        if self.broken:
            return RuntimeError("broken")
        if torrent.hash in self.owed:
            return Keep("seed for 3 more days", obligation=True)
        return Keep("precious") if torrent.hash in self.kept else None


TestLife = Life.TestCase
TestLife.settings = settings(max_examples=30, stateful_step_count=30, derandomize=True)
