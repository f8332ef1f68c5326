"""What was rejected waits for a person: ``status`` counts it, ``why`` says what can be done."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from qbitrr import persons
from qbitrr.actions import Reject
from qbitrr.control.rejected import waiting, ways
from qbitrr.lifecycle import Stage
from qbitrr.store.quarantine import RESTORED
from qbitrr.testing.builders import make_complete, make_download
from tests.cli.conftest import TITLE
from tests.section_world import FAILED, Says, World, complete
from tests.store.rows import decided, hold

NOW = datetime.now(UTC)
HOUR = timedelta(hours=1)
BAD, OTHER = "a" * 40, "b" * 40
SAID = "1 rejected download waits for your word: qbitrr discard NAME, or put it into the category 'failed'"


def reject(store, key=BAD, *, at=NOW - HOUR, **fields):
    decided(
        store.ledger, hash=key, at=at, **{"action": "reject", "reason": "it is a fake", "name": "Bad.Film"} | fields
    )


def remember(store, key=BAD, **fields):
    seen = {
        "owner": "Radarr-4K",
        "completed_at": NOW - 2 * HOUR,
        "first_seen": NOW - 9 * HOUR,
        "stage": Stage.COMPLETED,
    }
    store.downloads.save_all([make_download(make_complete(hash=key, name="Bad.Film"), **seen | fields)])


def found(household):
    with household.store() as store:
        return [one.hash for one in waiting(store)]


@pytest.fixture
def house(household):
    household.configure('[qBit]\nHost = "127.0.0.1"\nPort = 1\n[Radarr-4K]\nURI = "http://127.0.0.1:1"\nAPIKey = "k"\n')
    with household.store() as store:
        reject(store)
        remember(store)
    return household


# What waits


def test_what_was_rejected_waits_while_it_is_there(house):
    assert found(house) == [BAD]


def test_what_was_rejected_twice_waits_once(house):
    with house.store() as store:
        reject(store, at=NOW)
    assert found(house) == [BAD]


@pytest.mark.parametrize(
    "since",
    [
        {"stage": Stage.DELETED},
        {"imported_at": NOW},
        {"first_seen": NOW},
        {"left": 1},
        {"completed_at": None},
    ],
    ids=["deleted", "imported", "added anew", "incomplete", "never complete"],
)
def test_what_is_gone_or_was_imported_or_is_another_waits_no_more(house, since):
    with house.store() as store:
        remember(store, **since)
    assert found(house) == []


@pytest.mark.parametrize("namespace", [persons.TOLD, persons.PROTECTED])
def test_of_what_a_person_has_said_something_nothing_is_awaited(house, namespace):
    with house.store() as store:
        persons.say(store, namespace, ("qBit", BAD), "", NOW)
    assert found(house) == []


def test_a_release_from_obligations_says_nothing_of_a_rejection(house):
    with house.store() as store:
        persons.say(store, persons.RELEASED, ("qBit", BAD), "", NOW)
    assert found(house) == [BAD]


def test_what_is_in_quarantine_or_was_restored_waits_no_more(house):
    with house.store() as store:
        held = hold(store.quarantine, hash=BAD, at=NOW, expires_at=NOW + HOUR)
        assert waiting(store) == ()
        store.quarantine.mark(held.id, RESTORED, NOW)
    assert found(house) == []


@pytest.mark.parametrize("fields", [{"outcome": "refused"}, {"outcome": "begun"}, {"dry_run": True}])
def test_what_was_not_rejected_in_fact_waits_for_nobody(house, fields):
    with house.store() as store:
        remember(store, OTHER)
        reject(store, OTHER, **fields)
    assert found(house) == [BAD]


def test_the_same_hash_in_another_client_is_another_torrent(house):
    with house.store() as store:
        reject(store, client="other")
    assert found(house) == [BAD]


# What is said


def test_status_says_how_many_wait_and_what_to_do(house):
    told = house("status", width=120).stdout
    assert f"Waiting for you\n- {SAID}\n" in told
    assert "it is a fake" in told
    assert "Bad.Film" in told
    assert "by hand" not in told


def test_status_counts_them(house):
    with house.store() as store:
        for letter in "bcdefg":
            remember(store, letter * 40)
            reject(store, letter * 40)
    told = house.json("status")
    assert told["waits"] == [
        "7 rejected downloads wait for your word: qbitrr discard NAME, or put them into the category 'failed'"
    ]
    assert len(told["remembered"]["rejected"]) == 7
    assert house("status").stdout.count("Bad.Film") == 5


def test_what_waits_is_not_unwell(house):
    assert not any("reject" in sentence for sentence in house.json("status")["wrong"])


def test_status_says_nothing_of_it_while_nothing_waits(house):
    house("discard", BAD, "--confirm", BAD)
    assert "Waiting for you" not in house("status").stdout
    assert house.json("status")["waits"] == []


def test_without_a_category_for_it_none_is_named(house):
    house.configure("[Settings]\nFailedCategory = ''\n" + house.config.read_text())
    assert house.json("status")["waits"] == ["1 rejected download waits for your word: qbitrr discard NAME"]
    with house.store() as store:
        (one,) = waiting(store)
    assert "category" not in ways(one, "")


def test_status_counts_what_people_have_said(house):
    with house.store() as store:
        persons.say(store, persons.PROTECTED, ("qBit", BAD), "", NOW)
        persons.say(store, persons.PROTECTED, ("qBit", OTHER), "", NOW)
        persons.say(store, persons.RELEASED, ("qBit", OTHER), "", NOW)
    assert "2 protected, 1 released from obligations" in house("status", width=120).stdout
    remembered = house.json("status")["remembered"]
    assert (remembered["protected"], remembered["released"]) == (2, 1)


def test_why_says_what_a_person_can_do(world):
    bad = world.qbittorrent.add(TITLE, category="radarr", state="stalledUP", progress=1.0, files=[("a.mkv", 1000)])
    with world.store() as store:
        remember(store, bad)
        reject(store, bad)
    told = " ".join(world("why", bad, width=300).stdout.split())
    assert re.search(r"It was rejected 1 h (\d+ (min|s) )?ago: it is a fake\.", told)
    assert f"removed with qbitrr discard {bad} or by putting it into the category 'failed'" in told
    assert f"keep it with qbitrr protect {bad}; or import it by hand." in told
    assert world.json("why", bad)["rejected"]["reason"] == "it is a fake"


def test_why_says_nothing_of_that_for_others(world, stalled):
    one = world.json("why", stalled)
    assert (one["rejected"], one["ways"]) == (None, "")


@pytest.fixture
def section(tmp_path):
    one = World(tmp_path, complete(), rule=Says(FAILED, Reject("it is a fake")))
    yield one
    one.close()


def test_a_section_that_rejects_leaves_it_to_a_person_until_that_one_speaks(section):
    one = section
    one.turns(10)
    (rejected,) = waiting(one.store)
    assert (rejected.hash, rejected.owner, rejected.reason) == (complete().hash, "Radarr", "it is a fake")
    persons.say(one.store, persons.TOLD, (rejected.client, rejected.hash), "", one.clock())
    assert waiting(one.store) == ()
    one.turns(3)
    assert len(one.held()) == 1
    assert waiting(one.store) == ()
