"""Event streams are few, bounded, and end with the page or with who listens."""

import threading
from queue import Queue

import pytest
from qbitrr_webui.errors import Refused
from qbitrr_webui.live import streams as module
from qbitrr_webui.live.listener import ASK_ANEW, MOST_WAITING, Listener
from qbitrr_webui.live.streams import MOST, Streams, event
from qbitrr_webui.shapes.downloads import ListChanged


def silent(within):
    return None


@pytest.fixture
def streams():
    return Streams()


def test_events_are_written_as_browsers_read_them():
    assert event("downloads", ListChanged(version=3)) == 'event: downloads\ndata: {"version":3}\n\n'
    assert event("state") == "event: state\ndata: {}\n\n"


def test_a_stream_says_at_once_that_it_is_open_and_then_what_happens(streams):
    said = iter(["event: a\n\n", "event: b\n\n"])
    stream = streams.open(lambda within: next(said))
    assert [next(stream) for _ in range(3)] == [b": open\n\n", b"event: a\n\n", b"event: b\n\n"]


def test_silence_is_broken_so_that_who_is_gone_is_noticed(streams, monkeypatch):
    monkeypatch.setattr(module, "HEARTBEAT", 0.0)
    stream = streams.open(silent)
    next(stream)
    assert next(stream).startswith(b":")


def test_there_are_no_more_than_so_many(streams):
    opened = [streams.open(silent) for _ in range(MOST)]
    gone = []
    with pytest.raises(Refused) as refused:
        streams.open(silent, lambda: gone.append("closed"))
    assert refused.value.status == 503
    assert gone == ["closed"]
    opened[0].close()  # which was never begun
    streams.open(silent)


def test_a_stream_frees_its_place_once(streams):
    gone = []
    stream = streams.open(silent, lambda: gone.append("left"))
    next(stream)
    stream.close()
    stream.close()
    assert gone == ["left"]


def test_a_stream_ends_when_who_listens_may_no_more(streams, monkeypatch):
    monkeypatch.setattr(module, "ASKED_EVERY", 0.0)
    answers = iter([True, False])
    stream = streams.open(lambda within: "event: a\n\n", may=lambda: next(answers))
    assert list(stream) == [b": open\n\n", b"event: a\n\n"]


def test_streams_end_when_the_page_does(streams):
    asked = threading.Event()

    def waiting(within):
        asked.set()

    ended = Queue()
    stream = streams.open(waiting)
    reader = threading.Thread(target=lambda: ended.put(list(stream)))
    reader.start()
    assert asked.wait(60)
    streams.close()
    assert ended.get(timeout=20) == [b": open\n\n"]
    with pytest.raises(Refused):
        streams.open(silent)


def test_who_does_not_listen_is_told_to_ask_anew():
    listener = Listener()
    for number in range(MOST_WAITING + 3):
        listener.tell(str(number))
    heard = [listener.following(0) for _ in range(MOST_WAITING)]
    assert heard == [str(number) for number in range(MOST_WAITING)]
    assert listener.following(0) == ASK_ANEW
    assert listener.following(0.001) is None


def test_a_listener_waits_for_what_comes():
    listener = Listener()
    threading.Timer(0.05, listener.tell, ["now"]).start()
    assert listener.following(5) == "now"
