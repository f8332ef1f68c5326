"""The rules for files and trackers at work on real torrents of every version: once, and not against a person."""

from datetime import timedelta

import pytest
import requests

from qbitrr.pipeline import views_of
from qbitrr.steps import QUARANTINE_TAG
from tests.lab import media
from tests.lab.swarm import until
from tests.lab.test_client_rules import A_CYCLE, OnClient
from tests.lab.torrents import fake_torrent, torrent_of

pytestmark = [pytest.mark.lab, pytest.mark.slow]

CHANGES = ("set", "add", "remove", "filePrio")
"""How the endpoints begin that change a torrent."""

NO_NOTES = {"FileNameExclusionRegex": [r"\.nfo$"]}


class AtWork(OnClient):
    """One that leaves the client's news to the section: rules that need files or trackers learn of changes by them."""

    def turn(self):
        self.cycle()
        view = views_of(self.cycling.facts).get("lab")
        return view.torrents if view else {}


@pytest.fixture
def at_work(lab_swarm, tmp_path):
    made = AtWork(lab_swarm, tmp_path)
    yield made
    made.close()


@pytest.fixture
def sent(monkeypatch):
    """The endpoints of all changes that are sent to the client from here on."""
    paths, send = [], requests.Session.send

    def counted(session, request, **options):
        path = request.url.rpartition("/")[2]
        if path.startswith(CHANGES):
            paths.append(path)
        return send(session, request, **options)

    monkeypatch.setattr(requests.Session, "send", counted)
    return paths


def priorities(at_work, torrent):
    files = at_work.api.torrents_files(torrent_hash=torrent.hash)
    return {file["name"].rpartition(".")[2]: file["priority"] for file in files}


def test_an_unwanted_file_is_left_out_once_and_a_person_may_want_it_after_all(at_work, sent, tmp_path):
    torrent = torrent_of(media.film_release(tmp_path))
    at_work.add(torrent, "mine")
    sent.clear()
    at_work.begin(files=NO_NOTES)
    at_work.until(lambda _: priorities(at_work, torrent)["nfo"] == 0, "the note is left out")
    until(at_work.swarm.client.resume_file(torrent.hash).exists, "the client would remember the torrent")
    at_work.swarm.restart(lambda: None)
    at_work.until(lambda seen: torrent.hash in seen, "the client is back")
    at_work.begin(files=NO_NOTES)
    at_work.turns(10)
    assert priorities(at_work, torrent) == {"mkv": 1, "srt": 1, "nfo": 0}
    (note,) = (one for one in at_work.api.torrents_files(torrent_hash=torrent.hash) if one["name"].endswith(".nfo"))
    at_work.api.torrents_file_priority(torrent_hash=torrent.hash, file_ids=note["index"], priority=6)
    at_work.turns(10)
    at_work.begin(files=NO_NOTES)
    at_work.turns(10)
    assert priorities(at_work, torrent) == {"mkv": 1, "srt": 1, "nfo": 6}
    assert at_work.actions() == ["deselect"]
    assert sent == ["filePrio", "filePrio"], "one of them is the person's"


def test_what_its_tracker_has_no_more_fails_only_if_it_is_known_to_be_private(at_work):
    gone, there = at_work.swarm.tracker.url("unregistered"), at_work.swarm.tracker.url()
    private = fake_torrent("Private", trackers=[gone], private=True)
    public, known = fake_torrent("Public", trackers=[gone]), fake_torrent("Known", trackers=[there], private=True)
    for torrent in (private, public, known):
        at_work.add(torrent, "mine")
    for torrent in (private, public):
        at_work.swarm.wait_for_tracker(torrent.hash, gone, "unregistered torrent")
    at_work.begin(trackers={})
    at_work.stride = timedelta(minutes=10)
    at_work.until(lambda _: at_work.actions() == ["remove"], "the private one is taken away")
    at_work.stride = A_CYCLE  # a client needs a moment to show that it has stopped one
    at_work.swarm.wait(private.hash, {"stoppedDL", "pausedDL"})
    at_work.turns(12)
    tags = {torrent.hash: at_work.swarm.seen(torrent.hash)["tags"] for torrent in (private, public, known)}
    assert tags == {private.hash: QUARANTINE_TAG, public.hash: "", known.hash: ""}
    assert at_work.actions() == ["remove"]


def test_tags_and_limits_are_set_once_and_only_ones_own_tags_are_taken_back(at_work, sent):
    torrent = fake_torrent("Limited", trackers=[at_work.swarm.tracker.url()])
    at_work.add(torrent, "mine")
    at_work.api.torrents_add_tags(tags="a person's", torrent_hashes=torrent.hash)
    sent.clear()
    limits = {"UploadRateLimit": 100, "DownloadRateLimit": 200}
    at_work.begin(trackers={"Rows": [{"Host": "127.0.0.1", "AddTags": ["local", "known"], **limits}]})
    at_work.until(lambda seen: {"local", "known"} <= seen[torrent.hash].tags, "it has the tags of its tracker")
    at_work.turns(10)
    seen = at_work.swarm.seen(torrent.hash)
    assert (seen["up_limit"], seen["dl_limit"]) == (100 * 1024, 200 * 1024)
    assert sorted(sent) == ["addTags", "setDownloadLimit", "setUploadLimit"]
    at_work.begin(
        trackers={"Rows": [{"Host": "127.0.0.1", "AddTags": ["known"]}, {"Host": "x.org", "AddTags": ["local"]}]}
    )
    at_work.until(lambda seen: "local" not in seen[torrent.hash].tags, "the tag is taken back")
    at_work.turns(10)
    assert at_work.swarm.seen(torrent.hash)["tags"] == "a person's, known"
    assert sorted(sent) == ["addTags", "removeTags", "setDownloadLimit", "setUploadLimit"]
    assert sorted(at_work.actions()) == ["limit", "tag", "tag"]
