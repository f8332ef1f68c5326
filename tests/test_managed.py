"""A client's own managed categories: whose torrents they are, and what becomes of those that fail."""

from dataclasses import replace
from datetime import timedelta

import pytest

from qbitrr import HealthReport, Remove, Verdict
from qbitrr.config import InstanceSection, Settings
from qbitrr.config.sections import ClientPart
from qbitrr.managed import CATEGORIES, READ_EVERY, ManagedCategories
from qbitrr.owners import watched_by
from qbitrr.section import assemble
from qbitrr.store.database import open_store, prepare
from qbitrr.testing.builders import NOW, make_complete, make_torrent
from qbitrr.testing.fake_client import FakeClient
from qbitrr.worker import Worker

SECOND = timedelta(seconds=1)
FAILED = HealthReport(Verdict.FAILED, "no progress for 6 h")
TOLD = HealthReport(Verdict.FAILED, "a person put it into the category 'failed'", {"told": True})


def owner(*categories, nested=False, others=None, special=(), ours=(), **more):
    """An owner of these categories beside others that have said theirs (None: have never said any)."""
    said = others or {}
    part = ClientPart(categories, nested, tuple(sorted(said.keys() - {*more.get("apart", ())})), **more)
    known = {name: frozenset(theirs) for name, theirs in said.items() if theirs is not None}
    made = ManagedCategories("qBit", part, special=frozenset(special), ours=ours, said=lambda: known)
    made.qbitrr_cycle_start(NOW)
    return made


def claims(made, category, **changes):
    claim = made.qbitrr_classify(make_torrent(category=category, **changes))
    assert claim is None or (claim.owner, claim.library) == ("qBit", False)
    return claim is not None


@pytest.mark.parametrize(
    ("categories", "nested", "category", "ours"),
    [
        (["a"], False, "a", True),
        (["a"], False, "a/b", False),
        (["a"], False, "ab", False),
        (["a"], False, "", False),
        (["a"], True, "a", True),
        (["a"], True, "a/b", True),
        (["a"], True, "a/b/c", True),
        (["a"], True, "ab", False),
        (["a/b"], True, "a", False),
        (["a/b"], True, "a/b/c", True),
        ([], True, "a", False),
        ([], True, "", False),
    ],
)
def test_it_owns_its_categories_and_what_is_nested_in_them_if_told(categories, nested, category, ours):
    assert claims(owner(*categories, nested=nested), category) is ours


@pytest.mark.parametrize(
    ("theirs", "category", "ours"),
    [
        (["a/b"], "a", True),
        (["a/b"], "a/c", True),
        (["a/b"], "a/b", False),
        (["a/b"], "a/b/c", False),
        (["a"], "a", False),
        (["a"], "a/b", False),
        (None, "a", False),
        (None, "a/b", False),
    ],
)
def test_what_an_app_has_is_not_its_own_even_while_the_app_has_not_said_all(theirs, category, ours):
    assert claims(owner("a", nested=True, others={"Radarr": theirs}), category) is ours


@pytest.mark.parametrize(
    ("named", "category", "ours"),
    [
        ("movies", "a", True),
        ("movies", "a/b", False),
        ("a", "a", False),
        ("a/b", "a", True),
        ("a/b", "a/b", False),
    ],
)
def test_of_an_app_that_has_never_said_anything_the_file_may_name_the_category(named, category, ours):
    made = owner("a", nested=True, others={"Radarr": None}, named={"Radarr": frozenset({named})})
    assert claims(made, category) is ours


def test_whom_it_waits_for_is_told_once(caplog):
    caplog.set_level("INFO", "qbitrr")
    made = owner("a", others={"Radarr": None})
    made.qbitrr_cycle_start(NOW + READ_EVERY)
    assert caplog.messages == ["qBit leaves its categories alone until Radarr has said which are its own."]


@pytest.mark.parametrize(("named", "said"), [("a/b", None), (None, ["a/b"])])
def test_what_an_app_has_that_is_left_alone_is_not_its_own_either(named, said):
    made = owner(
        "a",
        nested=True,
        others={"Radarr-off": said},
        apart=("Radarr-off",),
        named={"Radarr-off": frozenset({named})} if named else {},
    )
    assert [category for category in ("a", "a/b", "a/b/c", "a/c") if claims(made, category)] == ["a", "a/c"]


def test_the_longer_of_its_own_names_wins_over_one_of_an_app_above_it():
    made = owner("a/b", nested=True, others={"Radarr": ["a"]})
    assert claims(made, "a/b/c")
    assert not claims(made, "a/x")


@pytest.mark.parametrize(("after", "ours"), [(READ_EVERY - SECOND, True), (READ_EVERY, False), (-SECOND, False)])
def test_what_others_have_said_is_read_again_now_and_then(after, ours):
    said = {"Radarr": frozenset({"movies"})}
    made = ManagedCategories(
        "qBit", ClientPart(("a",), others=("Radarr",)), special=frozenset(), ours=(), said=lambda: said
    )
    made.qbitrr_cycle_start(NOW)
    said["Radarr"] = frozenset({"a"})
    made.qbitrr_cycle_start(NOW + after)
    assert claims(made, "a") is ours


def test_in_a_special_category_it_owns_what_it_owned_before():
    made = owner("a", special=["failed"], ours=[("qBit", "b" * 40)])
    assert claims(made, "failed", hash="b" * 40)
    assert not claims(made, "failed", hash="c" * 40)
    assert claims(made, "a", hash="c" * 40)
    assert claims(made, "failed", hash="c" * 40)
    assert not claims(made, "other", hash="c" * 40)
    assert not claims(made, "failed", hash="c" * 40), "it went elsewhere in between"


@pytest.mark.parametrize("torrent", [make_torrent(category="a"), make_complete(category="a")])
def test_what_failed_goes_without_being_blocklisted_and_needs_no_import(torrent):
    made = owner("a")
    claim = made.qbitrr_classify(torrent)
    assert made.qbitrr_action(claim, [FAILED]) == Remove(FAILED.reason, failed=False)
    assert made.qbitrr_action(claim, []) is None
    assert made.qbitrr_action(claim, [HealthReport(Verdict.DEGRADED, "slow")]) is None


def test_the_word_of_a_person_comes_first():
    made = owner("a")
    claim = made.qbitrr_classify(make_torrent(category="a"))
    assert made.qbitrr_action(claim, [FAILED, TOLD]).reason == TOLD.reason


@pytest.fixture
def store(tmp_path):
    prepare(tmp_path / "qbitrr.db")
    with open_store(tmp_path / "qbitrr.db") as opened:
        yield opened


def of_client(*categories, nested=False, others=(), rules=None, name="qBit"):
    part = ClientPart(categories, nested, others)
    return InstanceSection(name, "qbit", True, {}, rules or {}, client=part)


def test_its_section_looks_at_its_own_client_and_can_ask_all(store):
    clients = [FakeClient(name="qBit"), FakeClient(name="qBit-seedbox")]
    section = of_client("a")
    whole = assemble(section, Settings(), clients, store, NOW)
    assert [one.name for one in watched_by(section, clients)] == ["qBit"]
    assert [one.source for one in whole.hooks.fetch(NOW).of("torrents")] == ["qBit"]
    assert (whole.client, whole.categories, whole.records) == ("qBit", {"a"}, ())


def test_an_apps_section_looks_at_all_clients(store):
    clients = [FakeClient(name="qBit"), FakeClient(name="qBit-seedbox")]
    assert watched_by(InstanceSection("Radarr", "radarr", True, {}, {}), clients) == tuple(clients)


class Life:
    """A life in which nothing happens."""

    def beat(self):
        pass


class Watched(FakeClient):
    """A client that writes down what it is asked to tell."""

    next_try = None

    def __init__(self, *torrents, name="qBit"):
        super().__init__(*torrents, name=name)
        self.asked = []

    def subscribe(self, owner, categories, *, shared=frozenset(), everything=False):
        self.asked.append((owner, categories, shared, everything))

    def waiting_on(self):
        return ()

    def close(self):
        pass


SPECIAL = frozenset({"failed", "recheck"})


def test_its_worker_asks_its_own_client_for_everything(store):
    clients = [Watched(), Watched(name="qBit-seedbox")]
    worker = Worker(Life(), of_client("a"), Settings(), clients, store)
    worker._subscribe()
    assert [one.asked for one in clients] == [[("qBit", frozenset({"a"}), SPECIAL, True)], []]


def test_an_apps_worker_says_its_categories_and_asks_for_the_special_ones_as_well(store):
    client = Watched()
    worker = Worker(Life(), InstanceSection("Echo", "echo", True, {}, {}), Settings(), [client], store)
    worker._subscribe()
    assert client.asked == [("Echo", frozenset(), SPECIAL, False)]
    assert store.notes(CATEGORIES).names() == frozenset()


class Learns:
    """An owner that has learnt its categories, and may come to doubt them."""

    categories = frozenset({"movies"})


def test_what_an_app_once_said_of_its_categories_holds_while_it_doubts_them(store):
    worker = Worker(Life(), InstanceSection("Echo", "echo", True, {}, {}), Settings(), [Watched()], store)
    owner = Learns()
    worker.section = replace(worker.section, owner=owner)
    worker._subscribe()
    owner.categories = frozenset()
    worker._subscribe()
    assert store.notes(CATEGORIES).get("Echo") == ["movies"]


def test_what_an_apps_worker_has_said_holds_for_a_clients_worker(store):
    store.notes(CATEGORIES).put("Radarr", ["a/b"])
    section = assemble(of_client("a", nested=True, others=("Radarr",)), Settings(), [FakeClient()], store, NOW)
    section.hooks.cycle_start(NOW)
    facts = section.hooks.fetch(NOW)
    owned = [
        category
        for category in ("a", "a/b", "a/c", "other")
        if section.hooks.classify(make_torrent(category=category), facts).given
    ]
    assert owned == ["a", "a/c"]


def test_a_worker_fails_what_a_person_has_put_aside_of_its_own(store):
    client = Watched(make_torrent(category="a", hash="b" * 40), make_torrent(category="x", hash="c" * 40))
    worker = Worker(Life(), of_client("a"), Settings(), [client], store, clock=lambda: NOW)
    worker._cycling.start()
    worker._turn()
    client.put(make_torrent(category="failed", hash="b" * 40), make_torrent(category="failed", hash="c" * 40))
    worker._turn()
    assert [one for one in client.calls if one[0] == "stop"] == [("stop", "b" * 40)]
    (held,) = store.quarantine.held()
    assert (held.owner, held.hash) == ("qBit", "b" * 40)
