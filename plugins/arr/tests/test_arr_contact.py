"""When an app that is away is asked again, and what the log says of it."""

import logging
from datetime import UTC, datetime, timedelta

import pytest
from qbitrr_arr.contact import Contact

from qbitrr import NotAuthorized, Unavailable

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
LOG = logging.getLogger("qbitrr.test")


class App:
    """Counts what it is asked; ``alive`` is what ping says, ``trouble`` what its status raises."""

    def __init__(self):
        self.alive, self.trouble, self.pings, self.statuses = False, None, 0, 0

    def ping(self):
        self.pings += 1
        return self.alive

    def status(self):
        self.statuses += 1
        if self.trouble:
            raise self.trouble


@pytest.fixture
def app():
    return App()


@pytest.fixture
def contact(app):
    return Contact("Radarr", app.ping, app.status, LOG)


def may_ask(contact, seconds):
    try:
        contact.check(NOW + timedelta(seconds=seconds))
    except Unavailable:
        return False
    return True


def test_an_app_that_was_never_lost_is_asked(contact, app):
    assert may_ask(contact, 0)
    assert app.pings == 0


def test_a_lost_app_is_asked_as_soon_as_it_lives_again(contact, app):
    contact.lose(Unavailable("connection refused"), NOW)
    assert not may_ask(contact, 1)
    assert not may_ask(contact, 3)
    app.alive = True
    assert may_ask(contact, 6)


def test_an_app_that_lives_but_does_not_work_is_asked_less_and_less(contact, app):
    app.alive = True
    contact.lose(Unavailable("500"), NOW)
    asked = []
    for second in range(1, 3600):
        if may_ask(contact, second):
            asked.append(second)
            contact.lose(Unavailable("500"), NOW + timedelta(seconds=second))
    assert len(asked) < 20


def test_an_app_that_asks_to_be_left_alone_is_not_even_probed(contact, app):
    app.alive = True
    contact.lose(Unavailable("it answered 429", retry_in=60.0), NOW)
    assert not any(may_ask(contact, second) for second in range(60))
    assert (app.pings, app.statuses) == (0, 0)
    assert may_ask(contact, 60)


def test_an_app_that_asks_to_be_left_alone_for_long_is_asked_after_an_hour(contact, app):
    contact.lose(Unavailable("it answered 429", retry_in=1e9), NOW)
    assert not may_ask(contact, 3599)
    assert may_ask(contact, 3600)


def test_probes_are_three_seconds_apart(contact, app):
    contact.lose(Unavailable("connection refused"), NOW)
    for tenth in range(300):
        may_ask(contact, tenth / 10)
    assert app.pings == 9


def test_a_clock_that_was_set_back_does_not_stop_the_probes(contact, app):
    contact.lose(Unavailable("connection refused"), NOW)
    app.alive = True
    assert may_ask(contact, -7200)


def test_a_key_that_is_refused_after_an_outage_is_not_sent_again(contact, app):
    contact.lose(Unavailable("connection refused"), NOW)
    app.alive, app.trouble = True, NotAuthorized("it refuses the API key")
    assert not any(may_ask(contact, second) for second in range(3, 600))
    assert app.statuses == 1
    app.alive = False
    may_ask(contact, 601)
    app.alive, app.trouble = True, None
    assert may_ask(contact, 605)


def test_it_says_once_that_it_is_lost_and_once_that_it_is_back(contact, caplog):
    for second in range(3):
        contact.lose(Unavailable("connection refused"), NOW + timedelta(seconds=second))
    contact.regain(NOW + timedelta(seconds=90))
    contact.regain(NOW + timedelta(seconds=91))
    assert caplog.messages == [
        "Radarr is unavailable: connection refused.",
        "Radarr is available again, after 0:01:30.",
    ]


def test_the_reason_and_when_to_ask_again_are_kept(contact):
    contact.lose(NotAuthorized("it refuses the API key"), NOW)
    with pytest.raises(NotAuthorized, match="refuses the API key") as caught:
        contact.check(NOW)
    assert caught.value.retry_in == 3
