"""What was seen in a file is remembered as long as it is the same file, and never without a bound."""

from dataclasses import replace

import pytest
from qbitrr_ffprobe.findings import Cause, Look
from qbitrr_ffprobe.opening import Identity
from qbitrr_ffprobe.remembered import PLACES, SHELVES, Remembered

from qbitrr.testing.notes import FakeNotes

FILM = Identity("/saved/film.mkv", 1000, 1_700_000_000_123_456_789)
GOOD = Look(format="matroska,webm", video=True, audio=True, duration=60.5)
BAD = Look(broken="it is a ZIP archive")
UNKNOWN = Look(unknown="no access", cause=Cause.NO_ACCESS)


def restarted(remembered):
    notebook = FakeNotes()
    remembered.save(notebook)
    again = Remembered()
    again.load(notebook)
    return again


@pytest.mark.parametrize("look", [GOOD, BAD, Look(format="avi", video=True, duration=0.0)])
def test_a_look_is_remembered_over_a_restart(look):
    remembered = Remembered()
    remembered.put(FILM, look)
    assert remembered.get(FILM) == look
    assert restarted(remembered).get(FILM) == look


@pytest.mark.parametrize("change", [{"path": "/saved/other.mkv"}, {"size": 1001}, {"changed": FILM.changed + 1}])
def test_another_file_is_not_known(change):
    remembered = Remembered()
    remembered.put(FILM, GOOD)
    assert restarted(remembered).get(replace(FILM, **change)) is None


def test_what_could_not_be_said_is_not_remembered():
    remembered = Remembered()
    remembered.put(FILM, UNKNOWN)
    assert remembered.get(FILM) is None


def test_the_newest_look_counts():
    remembered = Remembered()
    remembered.put(FILM, BAD)
    remembered.put(replace(FILM, changed=1), GOOD)
    assert remembered.get(FILM) is None
    assert remembered.get(replace(FILM, changed=1)) == GOOD


def test_the_oldest_make_room():
    remembered, notebook = Remembered(), FakeNotes()
    films = [replace(FILM, path=f"/saved/{number}.mkv") for number in range(SHELVES * PLACES * 2)]
    for film in films:
        remembered.put(film, GOOD)
    remembered.save(notebook)
    assert sum(len(note["files"]) for note in notebook.values()) <= SHELVES * PLACES
    assert remembered.get(films[0]) is None
    assert all(remembered.get(film) for film in films[-PLACES:])


def test_only_what_is_new_is_written():
    remembered, notebook = Remembered(), FakeNotes()
    remembered.put(FILM, GOOD)
    remembered.save(notebook)
    remembered.save(notebook)
    assert notebook.written == 1


def test_a_name_that_is_no_text_is_remembered_only_here():
    strange = replace(FILM, path="/saved/\udcff.mkv")
    remembered = Remembered()
    remembered.put(strange, GOOD)
    assert remembered.get(strange) == GOOD
    assert restarted(remembered).get(strange) is None


@pytest.mark.parametrize(
    "note",
    [
        "?",
        {},
        {"version": 0, "files": [["/saved/film.mkv", 1000, FILM.changed, {}]]},
        {"version": 1, "files": 7},
        {"version": 1, "files": [["/saved/film.mkv"], 5, ["/saved/film.mkv", "1000", 1, {}]]},
    ],
)
def test_notes_that_are_not_understood_are_forgotten(note):
    notebook = FakeNotes.fromkeys((f"looks/{number:02}" for number in range(SHELVES)), note)
    remembered = Remembered()
    remembered.load(notebook)
    assert remembered.get(FILM) is None
