"""What commands read from the store and write to it, without a running qbitrr."""

from datetime import UTC, datetime, timedelta

import pytest

from qbitrr.cli.app import unforeseen
from tests.store.rows import decided, hold

NOW = datetime.now(UTC)


@pytest.fixture
def lived_in(household):
    """A household with a past."""
    household.configure('[qBit]\nHost = "127.0.0.1"\nPort = 1\n[Radarr-4K]\nURI = "http://127.0.0.1:1"\nAPIKey = "k"\n')
    with household.store() as store:
        decided(store.ledger, hash="a" * 40, name="A film", at=NOW - timedelta(days=3), plugin="stalled")
        decided(store.ledger, hash="b" * 40, name="Another [red]film[/red]", at=NOW, action="import", reason="done")
        hold(store.quarantine, hash="a" * 40, name="A film", at=NOW, expires_at=NOW + timedelta(days=7))
        store.freezes.freeze("Radarr-4K", "30 removals within 1 h are more than the 20 allowed", NOW)
    return household


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ([], ["b", "a"]),
        (["--limit", "1"], ["b"]),
        (["--since", "2d"], ["b"]),
        (["--since", "1999-01-01"], ["b", "a"]),
        (["--action", "remove"], ["a"]),
        (["aaaaaaaa"], ["a"]),
        (["another"], ["b"]),
        (["nothing"], []),
    ],
)
def test_history_is_asked_by_torrent_time_and_action(lived_in, asked, found):
    assert [entry["hash"] for entry in lived_in.json("history", *asked)] == [letter * 40 for letter in found]


def test_history_is_readable(lived_in):
    told = lived_in("history").stdout
    assert "[red]film[/red]" in told
    assert "by stalled" in told
    assert max(map(len, told.splitlines())) <= 80


def test_a_moment_that_is_none_is_misuse(lived_in):
    told = lived_in("history", "--since", "yesterdayish")
    assert told.exit_code == 2
    assert "Say how long ago" in told.stderr


def test_a_history_that_has_not_begun(household):
    told = household("history")
    assert told.exit_code == 1
    assert "`qbitrr run` makes it" in told.stderr


def test_what_is_held_is_listed(lived_in):
    (held,) = lived_in.json("restore", "--list")
    assert (held["hash"], held["state"]) == ("a" * 40, "held")
    assert "A film" in lived_in("restore", "--list").stdout


def test_restore_wants_to_know_which(lived_in):
    assert lived_in("restore").exit_code == 2
    told = lived_in("restore", "nothing")
    assert told.exit_code == 1
    assert "No torrent has a hash" in told.stderr


def test_what_cannot_be_restored_now_stays_held(lived_in):
    told = lived_in("restore", "aaaa")
    assert told.exit_code == 1
    assert "is not restored" in told.stderr
    assert lived_in.json("restore", "--list")


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ("expired", "is not restored, or not wholly"),
        ("gone", "is not restored, or not wholly"),
        ("restored", "is not in quarantine any more: it is restored"),
        ("dropped", "is not in quarantine any more: it is dropped"),
    ],
)
@pytest.mark.parametrize("other_held", [False, True])
def test_what_is_no_longer_there_is_tried_too_and_what_was_given_back_is_not(lived_in, state, said, other_held):
    """Nobody answers for the client here, so that what is tried fails."""
    with lived_in.store() as store:
        (held,) = store.quarantine.held()
        store.quarantine.mark(held.id, state, NOW)
        if other_held:
            hold(store.quarantine, hash="b" * 40, name="Another", at=NOW)
    told = lived_in("restore", "aaaa")
    assert told.exit_code == 1
    assert said in told.stderr


def test_what_is_held_comes_before_what_had_ended(lived_in):
    with lived_in.store() as store:
        (held,) = store.quarantine.held()
        store.quarantine.mark(held.id, "expired", NOW)
        hold(store.quarantine, hash="c" * 40, name="A film again", at=NOW)
    told = lived_in("restore", "film")
    assert "A film again is not restored" in told.stderr.replace("\n", " ")


def test_unfreeze_allows_and_lifts(lived_in):
    told = lived_in("unfreeze", "--for", "2h")
    assert told.exit_code == 0
    assert told.stdout.startswith("Radarr-4K: removals are allowed until")
    with lived_in.store() as store:
        assert store.freezes.current("Radarr-4K") is None
        assert store.freezes.allowed_until("Radarr-4K") > datetime.now(UTC) + timedelta(minutes=119)
    assert lived_in("unfreeze").stdout == "Nothing is frozen.\n"


@pytest.mark.parametrize("arguments", [["--for", "soon"], ["--for", "99999999999d"]])
def test_unfreeze_for_how_long(lived_in, arguments):
    told = lived_in("unfreeze", *arguments)
    assert told.exit_code == 2
    assert "is no duration" in told.stderr


def test_status_says_that_nothing_runs(lived_in):
    told = lived_in("status")
    assert told.exit_code == 1
    assert "is NOT running" in told.stdout
    assert "Radarr-4K: removals are frozen" in told.stdout
    assert not lived_in.json("status")["well"]


def test_a_database_that_is_none_is_a_sentence(lived_in):
    for file in lived_in.folder.glob("qbitrr.db*"):
        file.unlink()
    (lived_in.folder / "qbitrr.db").write_text("this is no database" * 100)
    told = lived_in("history")
    assert told.exit_code == 1
    assert "does not answer" in told.stderr
    assert "Traceback" not in told.output


def test_notify_says_that_nobody_was_woken(household):
    told = household("notify", "a" * 40)
    assert told.exit_code == 1
    assert "Nobody was woken" in told.stderr


def test_an_unknown_command_is_misuse(household):
    assert household("frobnicate").exit_code == 2


def test_a_defect_is_a_sentence_too(capsys):
    unforeseen(KeyError, KeyError("x"), None)
    told = capsys.readouterr().err
    assert told.startswith("qbitrr failed in a way that it should not: \"KeyError: 'x'\".")
    assert told.count("\n") == 1
