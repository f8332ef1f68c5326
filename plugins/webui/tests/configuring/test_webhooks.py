"""Apps and clients that say that something has happened."""

import base64
import threading

import pytest
from qbitrr_webui import waking
from webui_world import ACCOUNT, code

from qbitrr import Unavailable

SECTIONS = """
[Radarr-4K]
URI = "http://127.0.0.1:9"
APIKey = "abc"
[Sonarr]
Managed = false
URI = "http://127.0.0.1:9"
APIKey = "abc"
"""


@pytest.fixture
def page(made):
    return made(ACCOUNT + SECTIONS)


@pytest.fixture
def woken(monkeypatch):
    """Who was woken; each as soon as the test lets it happen."""

    class Woken(list):
        allowed = threading.Event()
        came = threading.Semaphore(0)

        def add(self, name):
            self.allowed.wait(60)
            self.append(name)
            self.came.release()

    found = Woken()
    found.allowed.set()
    monkeypatch.setattr(waking, "wake_worker", lambda name, folder: found.add(name))
    monkeypatch.setattr(waking, "wake", lambda folder: found.add("clients"))
    return found


def send(page, path, event="Download", headers=None):
    headers = page.key("webhook") if headers is None else headers
    return page.browser().post(f"/api/webhooks/{path}", json={"eventType": event, "movie": {"id": 1}}, headers=headers)


@pytest.mark.parametrize("event", ["Grab", "Download", "ManualInteractionRequired", "SomethingNew"])
@pytest.mark.parametrize("section", ["Radarr-4K", "radarr-4k"])
def test_whatever_happened_wakes_the_worker(page, woken, event, section):
    answer = send(page, f"arr/{section}", event)
    assert answer.status_code == 202
    assert woken.came.acquire(timeout=60)
    assert woken == ["Radarr-4K"]


def test_a_test_is_told_what_was_found_and_wakes_nobody(page, woken):
    answer = send(page, "arr/Radarr-4K", "Test")
    assert (answer.status_code, answer.json["done"]) == (
        200,
        ["[Radarr-4K] is looked after here, and it has no worker now."],
    )
    page.web.close()
    assert woken == []


@pytest.mark.parametrize("section", ["Lidarr", "Sonarr", "qBit"])
def test_a_section_that_is_not_looked_after_is_not_found(page, woken, section):
    answer = send(page, f"arr/{section}")
    assert (answer.status_code, code(answer)) == (404, "not_found")


def test_a_notice_wakes_the_clients(page, woken):
    assert send(page, "notify").status_code == 202
    assert woken.came.acquire(timeout=60)
    assert woken == ["clients"]


def test_it_is_answered_at_once_though_the_worker_is_slow_and_many_calls_are_few_looks(page, woken):
    woken.allowed.clear()
    for _ in range(30):
        assert send(page, "arr/Radarr-4K").status_code == 202
    woken.allowed.set()
    assert woken.came.acquire(timeout=60)
    page.web.close()
    assert len(woken) <= 3


def test_a_worker_that_is_away_is_no_trouble(monkeypatch, tmp_path):
    def away(self):
        raise Unavailable("the worker of Radarr is away")

    monkeypatch.setattr(waking.SectionLine, "wake", away)
    waking.wake_worker("Radarr", tmp_path)


def test_the_key_may_come_as_the_password_which_is_all_that_the_apps_can_send(page, woken):
    key = page.key("webhook")["Authorization"].removeprefix("Bearer ")
    basic = base64.b64encode(f"radarr:{key}".encode()).decode()
    assert send(page, "arr/Radarr-4K", headers={"Authorization": f"Basic {basic}"}).status_code == 202


@pytest.mark.parametrize("scope", ["read", "act"])
def test_a_key_for_something_else_wakes_nobody(page, woken, scope):
    assert code(send(page, "arr/Radarr-4K", headers=page.key(scope))) == "forbidden"


def test_nobody_else_wakes_anybody(page, woken):
    assert code(send(page, "notify", headers={})) == "unauthorized"
