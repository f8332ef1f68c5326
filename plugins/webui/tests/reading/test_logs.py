"""Logs are read from their ends backwards, over the files they were rotated into, and followed as they grow."""

import logging

import pytest
from qbitrr_webui.errors import NotFound
from qbitrr_webui.live.tail import Tail
from qbitrr_webui.reading.logfiles import log_files, log_named, logs_in
from qbitrr_webui.reading.loglines import BLOCK, lines_of
from qbitrr_webui.reading.records import Wanted
from qbitrr_webui.shapes.logs import LogQuery

from qbitrr.logs import File

STAMP = "2030-01-01 12:00:00,{:03} {:<5} qbitrr.{}  {}\n"


def line(number, level="INFO", text=None, logger="worker"):
    return STAMP.format(number % 1000, level, logger, text or f"sentence {number}")


def written(folder, *lines, name="Radarr.log"):
    (folder / name).write_text("".join(lines), encoding="utf-8")
    return log_named(folder, name.split(".log")[0])


def texts(lines):
    return [one.text for one in lines.lines]


def test_the_last_lines_come_in_the_order_of_time(tmp_path):
    log = written(tmp_path, *map(line, range(5)))
    found = lines_of(log, LogQuery(limit=2))
    assert texts(found) == ["sentence 3", "sentence 4"]
    assert found.more
    first = found.lines[0]
    assert (first.at, first.level, first.logger) == ("2030-01-01 12:00:00,003", "INFO", "qbitrr.worker")


def test_a_traceback_belongs_to_its_record(tmp_path):
    log = written(tmp_path, line(1, "ERROR", "it failed"), "    | Traceback\n    |   File x\n", line(2))
    assert texts(lines_of(log, LogQuery(level="ERROR"))) == ["it failed\nTraceback\n  File x"]


@pytest.mark.parametrize(
    ("level", "fitting"),
    [
        ("DEBUG", ["DEBUG", "INFO", "NOTICE", "WARNING", "CRITICAL"]),
        ("INFO", ["INFO", "NOTICE", "WARNING", "CRITICAL"]),
        ("WARNING", ["WARNING", "CRITICAL"]),
        ("CRITICAL", ["CRITICAL"]),
    ],
)
def test_a_level_brings_the_graver_ones_too(tmp_path, level, fitting):
    log = written(tmp_path, *(line(1, word) for word in ("DEBUG", "INFO", "NOTICE", "WARNING", "CRITICAL")))
    assert [one.level for one in lines_of(log, LogQuery(level=level)).lines] == fitting


@pytest.mark.parametrize("search", ["SENTENCE 3", "tence 3", "Ünter"])
def test_a_text_is_searched_for_in_upper_and_lower_case(tmp_path, search):
    log = written(tmp_path, *map(line, range(3)), line(3, text="Sentence 3 ünterwegs"), line(4))
    assert texts(lines_of(log, LogQuery(search=search))) == ["Sentence 3 ünterwegs"]


def test_one_pages_back_over_rotated_files(tmp_path):
    (tmp_path / "Radarr.log.2").write_text("".join(map(line, range(3))))
    (tmp_path / "Radarr.log.1").write_text("".join(map(line, range(3, 6))))
    log = written(tmp_path, *map(line, range(6, 8)))
    seen, before = [], None
    while True:
        page = lines_of(log, LogQuery(limit=3, before=before))
        seen = texts(page) + seen
        if not page.more:
            break
        before = page.lines[0].cursor
    assert seen == [f"sentence {number}" for number in range(8)]


def test_a_cursor_holds_though_the_file_is_rotated(tmp_path):
    log = written(tmp_path, *map(line, range(4)))
    cursor = lines_of(log, LogQuery(limit=2)).lines[0].cursor
    (tmp_path / "Radarr.log").rename(tmp_path / "Radarr.log.1")
    written(tmp_path, line(9))
    assert texts(lines_of(log, LogQuery(before=cursor))) == ["sentence 0", "sentence 1"]


def test_a_cursor_of_what_is_gone_finds_nothing(tmp_path):
    log = written(tmp_path, *map(line, range(4)))
    cursor = lines_of(log, LogQuery(limit=2)).lines[0].cursor
    log = written(tmp_path, *map(line, range(10, 14)))
    assert texts(lines_of(log, LogQuery(before=cursor))) == []


def test_records_at_the_edges_of_blocks_are_whole(tmp_path):
    lines = [line(number, text=f"{number:06} {'x' * (number % 97)}") for number in range(3 * BLOCK // 90)]
    log = written(tmp_path, *lines)
    found, before = [], None
    while True:
        page = lines_of(log, LogQuery(limit=2000, before=before))
        found = texts(page) + found
        if not page.more:
            break
        before = page.lines[0].cursor
    assert [int(text[:6]) for text in found] == list(range(len(lines)))


def test_a_record_longer_than_a_block_hides_no_other(tmp_path):
    log = written(tmp_path, line(1), line(2, text="y" * (2 * BLOCK)), line(3))
    assert [text[:10] for text in texts(lines_of(log, LogQuery()))] == ["sentence 1", "y" * 10, "sentence 3"]


@pytest.mark.parametrize("name", ["../config", "Radarr.log", "/etc/passwd", "", ".", "Radarr/../Radarr", "link"])
def test_a_name_is_never_a_path(tmp_path, name):
    logs = tmp_path / "logs"
    logs.mkdir()
    (tmp_path / "config.log").write_text("secret")
    (logs / "link.log").symlink_to(tmp_path / "config.log")
    written(logs, line(1))
    with pytest.raises(NotFound):
        log_named(logs, name)


def test_logs_are_listed_with_the_process_that_writes_them(tmp_path):
    handler = File(tmp_path, "Radarr 4K")
    handler.emit(logging.LogRecord("qbitrr.x", logging.WARNING, "", 0, "hello", None, None))
    handler.close()
    (other,) = logs_in(tmp_path)
    (tmp_path / f"{other.newest.name}.1").write_text("x" * 100)
    (found,) = log_files(tmp_path, ["Radarr 4K", "Sonarr"])
    assert (found.process, found.name) == ("Radarr 4K", other.name)
    assert found.size == 100 + other.newest.stat().st_size


def test_there_may_be_no_log_folder(tmp_path):
    assert log_files(tmp_path / "none", []) == ()


def told(tail):
    """Everything that is told without waiting."""
    found = []
    while said := tail.following(0):
        found.append(said.split('"text":"')[1].split('"')[0])
    return found


def test_what_is_written_is_told_and_nothing_from_before(tmp_path):
    log = written(tmp_path, line(1))
    tail = Tail(log.newest, Wanted())
    assert told(tail) == []
    with log.newest.open("a") as file:
        file.write(line(2) + line(3, "ERROR") + line(4)[:20])
    assert told(tail) == ["sentence 2", "sentence 3"]
    with log.newest.open("a") as file:
        file.write(line(4)[20:])
    assert told(tail) == ["sentence 4"]
    tail.close()


def test_a_rotated_log_is_followed_to_its_end_and_on(tmp_path):
    log = written(tmp_path, line(1))
    tail = Tail(log.newest, Wanted())
    with log.newest.open("a") as file:
        file.write(line(2))
    log.newest.rename(tmp_path / "Radarr.log.1")
    with log.newest.open("w") as file:
        file.write(line(3))
    assert told(tail) + told(tail) == ["sentence 2", "sentence 3"]
    tail.close()


def test_what_does_not_fit_is_not_told(tmp_path):
    log = written(tmp_path, line(1))
    tail = Tail(log.newest, Wanted("WARNING", "film"))
    with log.newest.open("a") as file:
        file.write(line(2, "ERROR", "the film") + line(3, "INFO", "the film") + line(4, "ERROR"))
    assert told(tail) == ["the film"]
    tail.close()


def test_told_and_read_lines_have_the_same_cursors(tmp_path):
    log = written(tmp_path)
    tail = Tail(log.newest, Wanted())
    with log.newest.open("a") as file:
        file.write(line(1) + line(2))
    told = [tail.following(0) for _ in range(2)]
    assert all(
        f'"cursor":{one.cursor},' in said for one, said in zip(lines_of(log, LogQuery()).lines, told, strict=True)
    )
    tail.close()


def test_a_text_is_found_all_through_a_long_log(tmp_path):
    lines = (line(number, text=f"{number} A.Film.2030.1080p.WEB-DL.x264-GRP was looked at") for number in range(60_000))
    found = lines_of(written(tmp_path, *lines), LogQuery(search="59 A.Film", limit=2000))
    assert len(found.lines) == 600
