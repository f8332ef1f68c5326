"""What a log line looks like, and what can never be in one."""

import io
import logging
import re
import subprocess
import sys
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qbitrr import logs

SAID = logging.getLogger("qbitrr.tests")


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.fixture
def clean(monkeypatch):
    """Logging as it was, afterwards; no secrets."""
    root = logging.getLogger()
    level = root.level
    monkeypatch.setattr(logs, "_secrets", set())
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    monkeypatch.delenv("NO_COLOR", raising=False)
    yield
    for handler in list(root.handlers):
        if isinstance(handler, (logs.Console, logs.File)):
            root.removeHandler(handler)
            handler.close()
    root.setLevel(level)


@pytest.fixture
def console(clean, monkeypatch, tmp_path):
    """Configure with these settings; gives the text of the console."""

    def configure(*, name="Radarr-4K", stream=None, **settings):
        stream = stream or io.StringIO()
        monkeypatch.setattr(sys, "stderr", stream)
        logs.configure(name, tmp_path, **settings)
        return stream

    return configure


def test_a_console_line_says_when_how_grave_who_and_what(console):
    text = console()
    SAID.info("Ubuntu is imported.")
    assert re.fullmatch(r"\d\d:\d\d:\d\d INFO  Radarr-4K  Ubuntu is imported\.\n", text.getvalue())


def test_each_process_has_its_own_file(console, tmp_path):
    console(name="Sonarr-TV")
    SAID.info("Ubuntu is imported.")
    assert re.search(r"INFO  qbitrr\.tests  Ubuntu is imported\.\n", (tmp_path / "Sonarr-TV.log").read_text())


def test_files_can_be_switched_off(console, tmp_path):
    console(to_files=False)
    SAID.info("Ubuntu is imported.")
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_cannot_be_written_leaves_the_console(clean, monkeypatch, tmp_path):
    (tmp_path / "file").touch()
    text = io.StringIO()
    monkeypatch.setattr(sys, "stderr", text)
    logs.configure("Main", tmp_path / "file")
    assert "There is no log file" in text.getvalue()


def test_a_file_that_is_full_is_rotated(console, tmp_path, monkeypatch):
    monkeypatch.setattr(logs, "FILE_SIZE", 200)
    console()
    for _ in range(50):
        SAID.info("x" * 100)
    assert len(list(tmp_path.iterdir())) == 1 + logs.FILES_KEPT


@pytest.mark.parametrize("level", logs.LEVELS)
def test_every_level_of_the_configuration_lets_pass_itself_and_what_is_graver(console, level):
    text = console(level=level)
    graver = logging.getLevelNamesMapping()
    for other in logs.LEVELS:
        SAID.log(graver[other], other)
    assert text.getvalue().split()[3::4] == list(logs.LEVELS[: logs.LEVELS.index(level) + 1])


def test_libraries_are_heard_only_when_they_warn(console):
    text = console(level="TRACE")
    for library in ("urllib3.connectionpool", "httpx", "qbittorrentapi"):
        logging.getLogger(library).info("chatter")
        logging.getLogger(library).warning("alarm")
    logging.getLogger("qbitrr_radarr").info("news")
    assert re.findall("chatter|alarm|news", text.getvalue()) == ["alarm", "alarm", "alarm", "news"]


def test_a_terminal_sees_colours(console):
    text = console(stream=Terminal())
    SAID.error("red")
    assert text.getvalue().startswith("\x1b[31m")


@pytest.mark.parametrize(
    ("stream", "no_color", "colour"), [(io.StringIO, "", True), (Terminal, "1", True), (Terminal, "", False)]
)
def test_nobody_else_does(console, monkeypatch, stream, no_color, colour):
    monkeypatch.setenv("NO_COLOR", no_color)
    text = console(stream=stream(), colour=colour)
    SAID.error("plain")
    assert "\x1b" not in text.getvalue()


def test_configuring_again_replaces_what_was(console):
    first = console()
    second = console(name="Main")
    SAID.info("once")
    assert first.getvalue() == ""
    assert second.getvalue().count("once") == 1


@given(st.text())
def test_no_torrent_name_can_forge_a_line(name):
    line = logs.Line("%(message)s").format(logging.makeLogRecord({"msg": "%s", "args": (name,)}))
    assert line.isprintable() or not logs.FORGERY.search(line)
    assert len(line.splitlines()) <= 1


def test_the_message_of_an_error_cannot_forge_a_line_either(console):
    text = console()
    SAID.error("It failed.", exc_info=ValueError("bad name\n12:34:56 ERROR Main  forged\r\x1b[2J"))
    first, *rest = text.getvalue().splitlines()
    assert first.endswith("It failed.")
    assert all(line.startswith("    | ") for line in rest)
    assert "\x1b" not in text.getvalue()


def test_a_hidden_secret_is_in_no_message_and_no_traceback(console, tmp_path):
    text = console()
    logs.hide("0123456789abcdef")
    error = ValueError("http://radarr/api?apikey=0123456789abcdef")
    SAID.error("%s was refused", "0123456789abcdef", exc_info=error)
    everything = text.getvalue() + (tmp_path / "Radarr-4K.log").read_text()
    assert "0123456789abcdef" not in everything
    assert everything.count("***") == 4


@pytest.mark.parametrize("word", ["", "a", "abc"])
def test_a_word_too_short_to_be_a_secret_is_not_hidden(clean, word):
    logs.hide(word)
    assert logs.redact("abcabc") == "abcabc"


def test_a_secret_within_another_leaves_no_rest(clean):
    logs.hide("pass")
    logs.hide("password")
    assert logs.redact("password pass") == "*** ***"


@pytest.mark.parametrize("name", ["../../etc/passwd", "a/b", "a:b", "..", "", "\x00", "Ärger", "Radarr 4K"])
def test_a_log_file_stays_in_its_folder_and_belongs_to_one_name(name):
    file = logs.file_name(name)
    assert re.fullmatch(r"\w[\w.-]*-[0-9a-f]{8}\.log", file, flags=re.ASCII)


def test_an_ordinary_name_is_the_name_of_its_file():
    assert logs.file_name("Radarr-4K") == "Radarr-4K.log"


def test_a_name_that_cannot_be_encoded_is_written_all_the_same(tmp_path):
    """In a process of its own: pytest-xdist cannot send a report with such a name."""
    program = (
        "import logging; from pathlib import Path; from qbitrr import logs\n"
        f"logs.configure('Main', Path({str(tmp_path)!r}))\n"
        r"logging.getLogger('qbitrr').info('\ud800 is a torrent')"
    )
    subprocess.run([sys.executable, "-c", program], stderr=subprocess.DEVNULL, check=False)
    assert r"\ud800 is a torrent" in (tmp_path / "Main.log").read_text()


def test_what_a_tracker_says_of_an_address_is_logged_without_the_passkey():
    line = logs.Line("%(message)s")
    said = "Film: unregistered at https://tracker.example.org/hunter2/announce and udp://t.org:80/a?key=hunter2hunter2"
    record = logging.LogRecord("qbitrr", logging.INFO, "", 0, said, (), None)
    assert line.format(record) == "Film: unregistered at https://tracker.example.org/… and udp://t.org:80/a?key=…"


@pytest.mark.parametrize("where", ["f()", "import threading; threading.Thread(target=f).start()"])
def test_errors_that_nothing_caught_are_logged(tmp_path, where):
    program = (
        f"from pathlib import Path; from qbitrr import logs; logs.configure('Main', Path({str(tmp_path)!r}))\n"
        f"def f(): raise RuntimeError('the sky falls')\n{where}"
    )
    subprocess.run([sys.executable, "-c", program], stderr=subprocess.DEVNULL, check=False)
    log = (tmp_path / "Main.log").read_text()
    assert "CRITICAL qbitrr.logs  An error that nothing caught." in log
    assert "    | RuntimeError: the sky falls" in log
