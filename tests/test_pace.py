"""How often a client is asked, and when it is tried again after it was away."""

from datetime import timedelta

import pytest

from qbitrr.backoff import Outage
from qbitrr.clients.pace import Pace
from qbitrr.clients.reach import PROBE_EVERY, Reach
from qbitrr.errors import NotAuthorized, Unavailable


def poll(pace, *, answer, seconds, start=0.0):
    """The times at which a client is asked that answers after ``answer`` seconds."""
    now, times = start, []
    while now < start + seconds:
        times.append(now)
        pace.asked(now, now + answer)
        now = max(pace.due, now + answer)
    return times


@pytest.mark.parametrize("answer", [0.001, 0.05, 0.8, 5.0])
def test_an_idle_client_is_asked_at_most_once_a_second_and_a_tenth_of_its_time(answer):
    times = poll(Pace(1.0), answer=answer, seconds=1000)
    assert len(times) <= 1000
    assert len(times) * answer <= 1000 / 10 + 2 * answer


def test_what_happens_is_looked_at_at_once_and_again_for_two_seconds():
    pace = Pace(60.0)
    pace.asked(0.0, 0.001)
    pace.hurry(10.0)
    assert pace.due == 10.0
    times = poll(pace, answer=0.001, seconds=30, start=10.0)
    assert times == pytest.approx([10.0, 10.25, 10.5, 11.0, 11.5, 12.0])


def test_a_slow_client_draws_breath_between_happenings():
    pace = Pace(1.0)
    pace.asked(0.0, 1.0)
    pace.hurry(1.5)
    assert pace.due == 4.0
    pace.asked(4.0, 5.0)
    assert pace.due == 14.0


def test_after_everything_was_listed_the_pause_is_short():
    pace = Pace(1.0)
    pace.asked(0.0, 3.0, everything=True)
    assert pace.due == 5.0


def test_waits_grow_and_end_with_success():
    outage, now, waits = Outage(chance=lambda: 0.5), 0.0, []
    for attempt in range(9):
        assert outage.lost(now, "refused") is (attempt == 0)
        waits.append(outage.next_try - now)
        now = outage.next_try
    assert waits == [5, 10, 20, 40, 80, 160, 300, 300, 300]
    assert outage.reason == "refused"
    assert outage.back(now) == timedelta(seconds=now)
    assert outage.back(now) is None
    assert outage.lost(now, "refused")
    assert outage.next_try == now + 5


@pytest.mark.parametrize(("chance", "wait"), [(0.0, 4.5), (1.0, 5.5)])
def test_waits_differ_a_little(chance, wait):
    outage = Outage(chance=lambda: chance)
    outage.lost(0.0, "refused")
    assert outage.next_try == pytest.approx(wait)


@pytest.mark.parametrize("set_to", [-3600.0, 999.9, 1005.0, 90_000.0])
def test_a_clock_that_was_set_does_not_make_a_wait_longer(set_to):
    outage = Outage(chance=lambda: 0.5)
    outage.lost(1000.0, "refused")
    assert not outage.due(1000.0)
    assert not outage.due(1004.9)
    assert outage.due(set_to)
    assert outage.back(set_to) >= timedelta()


class Away:
    """A client that answers between some moments only, and how it was tried."""

    def __init__(self, *, error, up, until=0.0):
        self.now, self.error, self.trusted = 0.0, error, 0
        self.up, self.until = up, until
        self.tries = []
        self.reach = Reach("qBit", alive=lambda: up(self.now), trust_again=self.trust)

    def trust(self):
        self.trusted += 1

    def run(self, seconds):
        """The moments at which it was tried. A try after ``until`` succeeds when it is up."""
        self.reach.failed(self.error, 0.0)
        while self.reach.lost and self.now < seconds:
            self.now = self.reach.next_look
            if self.reach.worth_a_try(self.now):
                self.tries.append(self.now)
                if self.now >= self.until and self.up(self.now):
                    self.reach.succeeded(self.now)
                else:
                    self.reach.failed(self.error, self.now)
        return self.tries


@pytest.mark.parametrize("back", [1.0, 30.0, 3601.0])
def test_a_client_that_is_back_is_tried_within_five_seconds(back):
    away = Away(error=Unavailable("connection refused"), up=lambda now: now >= back, until=back)
    assert away.run(7200)[-1] <= back + 5


@pytest.mark.parametrize("back", [1.0, 30.0, 3601.0])
def test_a_client_that_answers_nonsense_is_tried_within_five_seconds_after_it_stops(back):
    away = Away(error=Unavailable("a web page"), up=lambda _: True, until=back)
    tries = away.run(7200)
    assert tries[-1] <= back + 5 + PROBE_EVERY / 10
    assert len(tries) <= back / 4 + 2


def test_a_client_that_refuses_us_is_not_tried_again():
    away = Away(error=NotAuthorized("wrong password"), up=lambda _: True)
    assert away.run(7200) == []
    assert away.trusted == 0


def test_it_is_tried_once_after_it_was_down():
    away = Away(error=NotAuthorized("wrong password"), up=lambda now: not 100 <= now < 110, until=10_000)
    assert len(away.run(1000)) == 1
    assert away.trusted == 1
