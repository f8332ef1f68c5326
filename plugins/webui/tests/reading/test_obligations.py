"""What torrents owe, as the command of each section with the rule tells."""

from qbitrr_webui.reading.obligations import obligations_of, sections_with

from qbitrr.control.trouble import Trouble
from qbitrr.reporting import SectionReport
from qbitrr.testing.builders import NOW
from reading.rows_made import row, snapshot

ONE, OTHER = f"{1:040x}", "b" * 40
ROW = {"row": "example.org", "asks": "ratio 1", "since": NOW.isoformat(), "done": None, "how": ""}


def line(torrent=ONE, *, owes=True, name="Film.1"):
    return {"client": "qBit", "hash": torrent, "name": name, "owes": owes, "since": NOW.isoformat(), "rows": [ROW]}


def said(*lines, unreadable=0):
    return {"section": "Radarr", "torrents": list(lines), "unreadable": unreadable}


def told(answer, *, sections=("Radarr",)):
    return obligations_of(sections, answer, snapshot(row(1, ratio=0.5)))


def report(name, *plugins):
    return SectionReport(name=name, at=NOW, plugins=plugins, problems=(), missing={}, stages={}, frozen="")


def test_only_sections_with_the_rule_are_asked():
    has = report("Radarr", {"name": "obligations", "plugin": "obligations", "status": "enabled"})
    off = report("Sonarr", {"name": "obligations", "plugin": "obligations", "status": "disabled"})
    assert sections_with([has, off, report("Lidarr")]) == ("Radarr",)


def test_what_is_still_owed_comes_first():
    found = told(lambda section: said(line(OTHER, owes=False), line()))
    assert [(one.hash, one.owes) for one in found.obligations] == [(ONE, True), (OTHER, False)]
    first, second = found.obligations
    assert (first.ratio, first.debts[0].asks, second.ratio) == (0.5, "ratio 1", None)


def test_a_torrent_whose_name_was_not_noted_has_that_of_the_list():
    assert told(lambda section: said(line(name=""))).obligations[0].name == "Film.1"


def test_a_section_that_does_not_answer_is_noted_and_the_others_are_told():
    def answer(section):
        if section == "Radarr":
            raise Trouble("it does not run")
        return said(line())

    found = told(answer, sections=("Radarr", "Sonarr"))
    assert [one.section for one in found.obligations] == ["Sonarr"]
    assert found.notes == ("Radarr: it does not run",)


def test_what_makes_no_sense_is_noted():
    assert told(lambda section: {"torrents": [{}]}).notes == ("Radarr: what its torrents owe cannot be read.",)
    assert "entries that cannot be read" in told(lambda section: said(unreadable=2)).notes[0]


def test_where_no_section_has_the_rule_it_is_not_configured():
    assert not told(lambda section: said(), sections=()).configured
