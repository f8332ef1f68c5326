"""What was done is counted by the quarter of an hour, by the database."""

from dataclasses import replace
from datetime import timedelta

from qbitrr.domain import State
from qbitrr.lifecycle import Stage
from qbitrr.searching.values import LibrarySearch, Want
from qbitrr.store.tallies import SPELL, SearchTally
from qbitrr.testing.builders import make_complete, make_download

from .rows import decided


def begun(moment):
    """When the spell of a moment begins."""
    return moment - timedelta(minutes=moment.minute % 15, seconds=moment.second, microseconds=moment.microsecond)


def test_deeds_of_one_spell_are_counted_together(store, now):
    for minutes in (0, 1, 14, 15):
        decided(store.ledger, at=begun(now) + timedelta(minutes=minutes), plugin="stalled", rule="idle")
    tallies = store.tallies.deeds(now - timedelta(days=1))
    assert [(one.at, one.count) for one in tallies] == [(begun(now), 3), (begun(now) + SPELL, 1)]
    assert (tallies[0].action, tallies[0].plugin, tallies[0].rule) == ("remove", "stalled", "idle")


def test_dry_runs_and_what_is_older_do_not_count(store, now):
    decided(store.ledger, at=now, dry_run=True)
    decided(store.ledger, at=now - timedelta(days=2))
    assert store.tallies.deeds(now - timedelta(days=1)) == []
    newest = store.ledger.newest()
    assert store.tallies.outcomes(after=0, until=newest) == {("remove", "done"): 1}
    assert store.tallies.outcomes(after=newest, until=newest) == {}


def test_searches_and_what_brought_something(store, now):
    for number, grabs in enumerate((0, 2, None)):
        search = LibrarySearch(owner="Radarr", media_ids=(number,), title="A", want=Want.MISSING)
        store.searches.begin(search, begun(now), lambda spent: None)
        (one,) = store.searches.unsettled("Radarr")
        store.searches.done(one, "")
        if grabs is not None:
            store.searches.brought(one, grabs, "x", ())
    assert store.tallies.searches(now - timedelta(days=1)) == [SearchTally(at=begun(now), made=3, brought=1)]


def test_imports_come_with_the_newest_first_and_no_more_than_asked_for(store, now):
    for number in range(3):
        download = make_download(make_complete(hash=f"{number:040}"), completed_at=now, imported_at=now)
        store.downloads.save_all([replace(download, imported_at=now + timedelta(minutes=number))])
    store.downloads.save_all([make_download(make_complete(hash="f" * 40))])
    found = store.tallies.imports(now - timedelta(days=1), 2)
    assert store.tallies.imported_since(now + timedelta(minutes=1)) == 2
    assert [one.imported_at - one.completed_at for one in found] == [timedelta(minutes=2), timedelta(minutes=1)]


def test_downloads_are_counted_by_owner_and_stage(store):
    store.downloads.save_all([make_download(make_complete(hash=letter * 40)) for letter in "ab"])
    assert store.tallies.owned() == {("Radarr", Stage.DOWNLOADING, State.SEEDING): 2}
