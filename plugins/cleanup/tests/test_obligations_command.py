"""``qbitrr obligations``: what the ledger says of each torrent, in the order in which people look for it."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from qbitrr_cleanup.obligations import Obligations, Options
from qbitrr_cleanup.promises.ledger import NOTHING, Ledger
from qbitrr_cleanup.promises.statement import statement
from qbitrr_cleanup.promises.terms import Terms
from typer.testing import CliRunner

from qbitrr import Host, Outcome, State, Tracker, TrackerStatus
from qbitrr.actions import Delete
from qbitrr.testing.builders import make_complete, make_download, make_torrent
from qbitrr.testing.notes import FakeNotes

SECOND, DAY = timedelta(seconds=1), timedelta(days=1)
NOW = datetime.now(UTC)
OLD, NEW, FREE, PART = (letter * 40 for letter in "abcd")
URL = "https://tracker.example.org/announce"
BOTH = Terms(Host="example.org", MinRatio=1, MinSeedingTime="10d")
OR = Terms(Name="private ones", Private=True, Mode="or", MinRatio=2, MinSeedingTime="3d")


class House:
    """The rule as a worker runs it, and its command on the same notes."""

    def __init__(self, *rows, **options):
        self.rule = Obligations(Options(rows=rows, **options))
        self.host = Host(name="obligations", worker="Radarr-4K", notes=FakeNotes())
        self.rule.qbitrr_worker_start(self.host)

    def look(self, torrent, now, time=0 * DAY):
        self.rule.qbitrr_action(torrent, make_download(torrent, seeded=time, seeding_since=None), now)

    def __call__(self, *arguments):
        told = CliRunner().invoke(self.rule.qbitrr_commands(self.host), arguments)
        assert told.exit_code == 0
        return told

    def torrents(self):
        return json.loads(self("--json").stdout)["torrents"]


def complete(key, **changes):
    trackers = (Tracker(URL, TrackerStatus.WORKING),)
    return make_complete(**{"hash": key, "trackers": trackers, "private": False, "name": f"Film.{key[0]}"} | changes)


@pytest.fixture
def house():
    one = House(BOTH, OR)
    one.look(complete(FREE, ratio=1.0), NOW - 9 * DAY, 10 * DAY)
    one.look(complete(NEW), NOW - 2 * DAY)
    one.look(complete(OLD, private=True, ratio=2.0), NOW - 5 * DAY)
    return one


def date(when):
    return f"{when:%Y-%m-%d}"


def test_what_is_still_owed_comes_first_and_the_oldest_of_that(house):
    began, fresh, met = date(NOW - 5 * DAY), date(NOW - 2 * DAY), date(NOW - 9 * DAY)
    asks = "example.org: ratio 1 and 10 d of seeding"
    assert house().stdout.splitlines() == [
        f"owes since {began}  aaaaaaaa Film.a  {asks}; private ones: ratio 2 or 3 d of seeding (met on {began})",
        f"owes since {fresh}  bbbbbbbb Film.b  {asks}",
        f"free since {met}  cccccccc Film.c  {asks} (met on {met})",
        "Radarr-4K: 2 of 3 torrents still owe something. How far one is: qbitrr why HASH",
    ]


def test_scripts_are_told_the_same(house):
    told = json.loads(house("--json").stdout)
    assert (told["section"], told["unreadable"]) == ("Radarr-4K", 0)
    assert [(one["hash"], one["name"], one["owes"]) for one in told["torrents"]] == [
        (OLD, "Film.a", True),
        (NEW, "Film.b", True),
        (FREE, "Film.c", False),
    ]
    since = (NOW - 9 * DAY).isoformat()
    asks = "ratio 1 and 10 d of seeding"
    assert told["torrents"][2]["rows"] == [
        {"row": "example.org", "asks": asks, "since": since, "done": since, "how": "met"}
    ]


def test_of_what_was_met_the_newest_comes_first():
    one = House(BOTH)
    for days, key in ((9, OLD), (2, NEW), (5, FREE)):
        one.look(complete(key, ratio=1.0), NOW - days * DAY, 10 * DAY)
    assert [line["hash"] for line in one.torrents()] == [NEW, FREE, OLD]


def test_it_only_reads(house):
    before = dict(house.host.notes)
    house()
    assert house.host.notes == before


def test_where_nothing_was_owed_it_says_so():
    assert House(BOTH)().stdout == "Radarr-4K: no torrent has owed anything so far.\n"


def test_a_part_that_was_loaded_owes_as_a_part():
    one = House(BOTH)
    partial = make_torrent(hash=PART, progress=0.5, trackers=(Tracker(URL, TrackerStatus.WORKING),))
    one.look(partial, NOW - DAY)
    (line,) = one.torrents()
    assert (line["owes"], line["rows"][0]["asks"]) == (True, "ratio 1 for the part that was loaded")


def test_other_terms_have_to_be_met_anew(house):
    kept = house.host.notes.all()
    lines, _ = statement(kept, [Terms(Host="example.org", MinRatio=3, MinSeedingTime="10d")], NOW)
    assert [line.owes for line in lines] == [True, True, True]


def test_a_row_that_was_taken_away_is_not_listed(house):
    assert statement(house.host.notes.all(), [], NOW) == ([], 0)
    (line,), _ = statement(house.host.notes.all(), [OR], NOW)
    assert (line.hash, line.owes) == (OLD, False)


def test_a_tracker_that_has_it_no_more_releases_it():
    one = House(BOTH, dead_for=0 * DAY)
    one.look(complete(NEW, trackers=(Tracker(URL, TrackerStatus.FAILED, "unregistered torrent"),)), NOW)
    (line,) = one.torrents()
    assert line["rows"][0]["how"] == "released, for the tracker has it no more"
    assert line["owes"] is False


@pytest.mark.parametrize(("ago", "owes"), [(5 * DAY - SECOND, True), (5 * DAY, False)])
@pytest.mark.parametrize("known", [True, False])
def test_it_is_over_so_long_after_it_was_completed_or_began_to_owe(ago, owes, known):
    row = BOTH.model_copy(update={"release_after": 5 * DAY})
    one = House(row)
    one.look(complete(NEW, completed=NOW - ago if known else None), NOW if known else NOW - ago)
    ((line,), _) = statement(one.host.notes.all(), [row], NOW)
    assert line.owes is owes
    assert line.items[0].how == ("" if owes else "over")


def test_what_the_rule_keeps_is_what_the_ledger_says_is_owed():
    """Whatever ratio and time a torrent has: both speak of it alike when the rule has looked."""
    for ratio in (0.0, 1.0, 2.0):
        for time in (0 * DAY, 3 * DAY, 10 * DAY):
            one = House(BOTH, OR)
            torrent = complete(NEW, private=True, ratio=ratio, state=State.SEEDING)
            download = make_download(torrent, seeded=time, seeding_since=None)
            keeps = one.rule.qbitrr_action(torrent, download, NOW) is not None
            assert [line["owes"] for line in one.torrents()] == [keeps]


def test_an_entry_that_cannot_be_read_is_counted_and_the_rest_is_listed(house):
    house.host.notes.put(f"qBit/{PART}", {"rows": "many"})
    told = house()
    assert told.stderr == "Entries that cannot be read, and are counted anew: 1\n"
    assert len(told.stdout.splitlines()) == 4


def test_an_entry_from_before_names_were_kept_has_its_hash(house):
    kept = house.host.notes.get(f"qBit/{NEW}")
    del kept["name"]
    house.host.notes.put(f"qBit/{NEW}", kept)
    assert f"{NEW[:8]}  example.org" in house().stdout


def test_a_hostile_name_is_one_line():
    one = House(BOTH)
    one.look(complete(NEW, name="a\nfree since 2000-01-01 \u202e"), NOW)
    assert len(one().stdout.splitlines()) == 2


def test_a_name_alone_is_no_reason_to_write():
    notes = FakeNotes()
    Ledger(notes).keep(complete(NEW), NOTHING)
    assert notes == {}


def test_a_deleted_torrent_is_listed_no_more(house):
    house.rule.qbitrr_post_action(Outcome(Delete("over"), ok=True), complete(NEW))
    assert NEW not in [line["hash"] for line in house.torrents()]
