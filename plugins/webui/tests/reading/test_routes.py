"""The routes of what is read: what each gives over HTTP, with the app's own client and a real store."""

from contextlib import closing
from importlib import import_module

import pytest
from qbitrr_webui.live.mirror import mirror
from qbitrr_webui.live.streams import MOST, Streams
from qbitrr_webui.reading.parts import Answers
from webui_world import code

from qbitrr.control import requests
from qbitrr.store.database import prepare
from reading.rows_made import row, snapshot
from reading.written import A, decided, held, remembered

READS = (
    "/api/overview",
    "/api/processes",
    "/api/logs",
    "/api/downloads",
    "/api/plan",
    "/api/quarantine",
    "/api/decisions",
    "/api/search",
    "/api/search/history",
    "/api/obligations",
    "/api/statistics",
    "/health",
)


class Still:
    """A mirror of just these torrents."""

    def __init__(self, shown):
        self.shown = shown

    def look(self, *, within=0.0):
        return self.shown

    def watched(self):
        return closing(self)

    def close(self):
        pass


@pytest.fixture
def page(world):
    prepare(world.folder / "qbitrr.db")
    world.web._parts[mirror] = Still(snapshot(row(1, health="failed"), row(2, name="Second")))
    return world


@pytest.fixture
def alice(page):
    return page.alice()


@pytest.fixture
def commands(monkeypatch):
    """The commands that were asked for; each answers what the test puts into ``says``."""

    class Commands(list):
        says = ()

        def __call__(self, folder, *words, **_):
            self.append(words)
            return self.says

    made = Commands()
    for name in ("processes", "downloads", "searching", "obligations"):
        monkeypatch.setattr(import_module(f"qbitrr_webui.routes.{name}"), "answer", made)
    return made


@pytest.mark.parametrize("path", READS)
def test_everything_answers_though_nothing_runs(alice, path):
    answer = alice.get(path)
    assert answer.status_code == 200, answer.text


@pytest.mark.parametrize("path", [*READS, "/metrics", "/api/events", "/api/logs/x/live"])
def test_nobody_reads_who_has_not_signed_in(page, path):
    assert page.browser().get(path).status_code == 401


@pytest.mark.parametrize("path", ["/api/downloads?limit=0", "/api/downloads?sort=x", "/api/decisions?since=soon"])
def test_what_makes_no_sense_is_told(alice, path):
    answer = alice.get(path)
    assert (answer.status_code, code(answer)) == (422, "invalid")


def test_the_list_is_a_page_of_what_fits(alice):
    told = alice.get("/api/downloads?health=failed&limit=1").json
    assert (told["total"], told["version"], told["complete"]) == (1, 7, True)
    assert told["rows"][0]["tone"] == "bad"
    assert told["facets"]["health"] == {"failed": 1, "healthy": 1}
    beyond = alice.get("/api/downloads?offset=2").json
    assert (beyond["total"], beyond["rows"]) == (2, [])


def test_one_torrent_is_explained(alice):
    told = alice.get(f"/api/downloads/qBit/{1:040X}").json
    assert (told["name"], told["fresh"]) == ("Film.1", False)
    assert alice.get(f"/api/downloads/qBit/{9:040x}").status_code == 404


def test_the_history_of_one_torrent(page, alice):
    with page.web.store(read_only=False) as store:
        decided(store)
    told = alice.get(f"/api/downloads/qBit/{A}/history").json
    assert [entry["hash"] for entry in told["entries"]] == [A]


def test_a_word_about_a_torrent_is_passed_on(alice, commands):
    answer = alice.post(f"/api/downloads/qBit/{A}/protect", json={"reason": "mine"})
    assert answer.status_code == 200
    assert commands == [("protect", "--reason=mine", "--", f"qBit/{A}")]


def test_what_cannot_be_undone_needs_its_hash(alice, commands):
    answer = alice.post(f"/api/downloads/qBit/{A}/discard", json={})
    assert (answer.status_code, answer.json["error"]["problems"][0]["key"]) == (422, "confirm")
    assert commands == []


ACTS = (
    f"/api/downloads/qBit/{A}/protect",
    "/api/processes/restart",
    "/api/processes/Radarr/restart",
    "/api/reload",
    "/api/sections/Radarr/unfreeze",
    "/api/search/allow",
)


@pytest.mark.parametrize("path", ACTS)
def test_whoever_may_only_read_changes_nothing(page, commands, path):
    answer = page.browser().post(path, json={}, headers=page.key("read"))
    assert answer.status_code == 403
    assert commands == []


def test_the_real_command_says_what_is_wrong(page, alice):
    answer = alice.post(f"/api/downloads/qBit/{A}/unprotect", json={})
    assert (answer.status_code, code(answer)) == (409, "conflict")
    assert "No torrent has a hash" in answer.json["error"]["message"]


def test_the_real_command_does_it(page, alice):
    with page.web.store(read_only=False) as store:
        remembered(store)
    assert alice.post(f"/api/downloads/qBit/{A}/protect", json={"reason": "--list"}).status_code == 200
    told = alice.get("/api/decisions").json["entries"][0]
    assert (told["action"], told["reason"], told["undo"]) == ("protect", "--list", "unprotect")


def test_a_freeze_is_lifted(alice, commands):
    commands.says = [{"section": "Radarr", "until": "2030-01-01T00:00:00+00:00"}]
    answer = alice.post("/api/sections/Radarr/unfreeze")
    assert answer.json["section"] == "Radarr"
    assert commands == [("unfreeze", "--", "Radarr")]
    commands.says = []
    assert alice.post("/api/sections/Radarr/unfreeze").status_code == 404


def test_searching_again_is_passed_on(alice, commands):
    commands.says = {"title": "A film"}
    answer = alice.post("/api/search/allow", json={"section": "Radarr", "media_id": 7})
    assert answer.json["done"] == ["A film is searched for again when its turn comes."]
    assert commands == [("search", "allow", "--", "Radarr", "7")]


def test_the_plan_of_searches_is_kept_for_a_while(alice, commands):
    commands.says = {"at": "2030-01-01T00:00:00+00:00", "due": 0, "searches": [], "later": [], "off": [], "notes": []}
    assert [alice.get("/api/search/plan?limit=5").status_code for _ in range(2)] == [200, 200]
    assert commands == [("search", "plan", "--limit", "5")]


def test_nothing_is_started_anew_where_nothing_runs(alice):
    answer = alice.post("/api/processes/restart")
    assert answer.status_code == 409
    assert "qbitrr is not running" in answer.json["error"]["message"]


def test_a_reload_is_asked_for(alice, monkeypatch):
    asked = []
    monkeypatch.setattr(requests, "reload", asked.append)
    assert alice.post("/api/reload").status_code == 200
    assert len(asked) == 1


def test_the_quarantine(page, alice):
    with page.web.store(read_only=False) as store:
        held(store)
    told = alice.get("/api/quarantine").json
    assert (told["size"], told["held"][0]["restorable"]) == (10, True)


@pytest.fixture
def log(page):
    folder = page.folder / "logs"
    folder.mkdir()
    (folder / "Radarr.log").write_text("2030-01-01 12:00:00,001 INFO  qbitrr.worker  <script>hello</script>\n")
    return folder / "Radarr.log"


def test_a_log_is_read_searched_and_downloaded(alice, log):
    assert alice.get("/api/logs/Radarr?search=hello").json["lines"][0]["level"] == "INFO"
    whole = alice.get("/api/logs/Radarr/download")
    assert whole.data == log.read_bytes()
    assert whole.headers["Content-Type"].startswith("text/plain")
    assert whole.headers["Content-Disposition"] == 'attachment; filename="Radarr.log"'
    assert alice.get("/api/logs/..%2Fconfig.toml").status_code == 404


def first_of(answer, number):
    pieces = iter(answer.response)
    return [next(pieces) for _ in range(number)]


def test_a_log_is_followed(alice, log):
    answer = alice.get("/api/logs/Radarr/live?level=INFO", buffered=False)
    assert answer.headers["Content-Type"].startswith("text/event-stream")
    pieces = iter(answer.response)
    assert next(pieces).startswith(b":")
    with log.open("a") as file:
        file.write("2030-01-01 12:00:01,001 INFO  qbitrr.worker  and now\n")
    assert b'"text":"and now"' in next(pieces)
    answer.close()


def test_events_come_as_they_happen(page, alice):
    answer = alice.get("/api/events", buffered=False)
    pieces = iter(answer.response)
    assert next(pieces).startswith(b":")
    with page.web.store(read_only=False) as store:
        decided(store, action="import", name="Before or after it was looked first")
    page.web._parts[mirror].shown = snapshot(version=99)
    assert next(pieces).startswith(b"event: ")
    answer.close()


def test_too_many_streams_are_refused_and_a_closed_one_makes_room(page, alice, log):
    opened = [alice.get("/api/logs/Radarr/live", buffered=False) for _ in range(MOST)]
    answer = alice.get("/api/events")
    assert (answer.status_code, code(answer)) == (503, "unavailable")
    opened[0].close()
    again = alice.get("/api/events", buffered=False)
    assert again.status_code == 200
    for one in (*opened[1:], again):
        one.close()
    assert page.web.part(Streams)._places.acquire(blocking=False)


def test_metrics_are_for_keys_that_may_have_them_alone(page):
    browser = page.browser()
    told = browser.get("/metrics", headers=page.key("metrics"))
    assert told.status_code == 200
    assert b"qbitrr_up 0.0" in told.data
    again = browser.get("/metrics", headers=page.key("metrics")).data
    assert b'qbitrr_request_seconds_count{method="GET",route="metrics.shown"} 1.0' in again
    assert browser.get("/api/overview", headers=page.key("metrics")).status_code == 403


def test_an_answer_that_is_kept_is_forgotten_when_something_was_changed(page, alice, commands):
    health = page.web.part(Answers).health()
    alice.post(f"/api/downloads/qBit/{A}/protect", json={})
    assert page.web.part(Answers).health() is not health


@pytest.mark.parametrize("path", [f"/api/downloads/q%00Bit/{A}/protect", "/api/sections/%00/unfreeze"])
def test_what_no_command_can_take_is_told(alice, path):
    answer = alice.post(path, json={})
    assert (answer.status_code, code(answer)) == (422, "invalid")


def test_only_a_process_that_runs_is_started_anew(alice):
    assert alice.post(f"/api/processes/{'x' * 9000}/restart").status_code == 404
