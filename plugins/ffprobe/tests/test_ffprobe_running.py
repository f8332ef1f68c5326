"""Programs on hostile files are limited in everything, and ended whole."""

import os
import signal
import sys
import threading

import pytest
from qbitrr_ffprobe.running import MOST_OUTPUT, Limits, Runner

LARGE = 1024**3


def run(code, *, seconds=20.0, memory=LARGE, descriptor=None):
    return Runner(Limits(seconds, memory)).run([sys.executable, "-I", "-S", "-c", code], descriptor)


def test_what_a_program_says_is_heard():
    ran = run("import sys; print('out'); print('err', file=sys.stderr); sys.exit(3)")
    assert (ran.code, ran.out, ran.err, ran.ended) == (3, "out\n", "err\n", "")


def test_a_program_takes_signals_though_the_thread_that_runs_it_takes_none():
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM})
    ran = run("import signal; print(signal.pthread_sigmask(signal.SIG_BLOCK, ()))")
    signal.pthread_sigmask(signal.SIG_SETMASK, before)
    assert ran.out == "set()\n"


def test_what_is_no_text_is_heard_too():
    assert run("import os; os.write(1, b'\\xff!')").out == "\N{REPLACEMENT CHARACTER}!"


def test_a_slow_program_is_ended():
    ran = run("import time; time.sleep(60)", seconds=1)
    assert ran.code < 0
    assert ran.ended == "it took more than 1 s"


def test_a_program_that_says_too_much_is_ended():
    ran = run("while True: print('x' * 65536)")
    assert ran.ended == "it said too much"
    assert len(ran.out) < 2 * MOST_OUTPUT


def test_a_program_that_closes_its_ears_is_ended_in_time():
    ran = run("import os, time; os.close(1); os.close(2); time.sleep(60)", seconds=1)
    assert ran.ended == "it took more than 1 s"


def test_its_children_end_with_it():
    runner = Runner(Limits(60, LARGE))
    reader, writer = os.pipe()
    code = f"import os, time; os.fork(); os.write({writer}, b'.'); time.sleep(600)"
    thread = threading.Thread(target=lambda: runner.run([sys.executable, "-I", "-S", "-c", code], writer))
    thread.start()
    with os.fdopen(reader, "rb", buffering=0) as lifeline:
        assert lifeline.read(1) + lifeline.read(1) == b".."
        runner.stop()
        thread.join(60)
        os.close(writer)
        assert lifeline.read(1) == b""  # nobody holds the other end


def test_it_may_not_have_more_memory():
    ran = run("x = bytearray(2 * 1024**3)")
    assert ran.code == 1
    assert "MemoryError" in ran.err


def test_it_may_not_write_a_file(tmp_path):
    ran = run(f"open({str(tmp_path / 'file')!r}, 'w').write('x')")
    assert "File too large" in ran.err
    assert (tmp_path / "file").stat().st_size == 0


@pytest.mark.parametrize(
    ("what", "value"), [("RLIMIT_CORE", 0), ("RLIMIT_FSIZE", 0), ("RLIMIT_CPU", 20), ("RLIMIT_AS", LARGE)]
)
def test_its_limits_cannot_be_raised(what, value):
    ran = run(f"import resource; print(resource.getrlimit(resource.{what}))")
    assert ran.out == f"({value}, {value})\n"


def test_it_gives_way_to_others():
    assert int(run("import os; print(os.nice(0))").out) >= 10


def test_it_is_told_nothing_of_our_environment(monkeypatch):
    monkeypatch.setenv("FFREPORT", "file=/tmp/report")
    monkeypatch.setenv("QBITRR_SECRET", "secret")
    told = run("import os; print(sorted(os.environ))").out
    assert "FFREPORT" not in told
    assert "SECRET" not in told


def test_it_has_the_one_file_and_no_other(tmp_path):
    (tmp_path / "film").write_bytes(b"film")
    with (tmp_path / "film").open("rb") as one, (tmp_path / "film").open("rb") as other:
        code = f"print(open('/dev/fd/{one.fileno()}').read())\nopen('/dev/fd/{other.fileno()}')"
        ran = run(code, descriptor=one.fileno())
    assert ran.out == "film\n"
    assert "No such file" in ran.err


def test_a_program_that_is_not_there_fails():
    ran = Runner(Limits(20, LARGE)).run(["/nowhere/ffprobe"])
    assert ran.code == 1
    assert "No such file" in ran.err


def test_another_thread_can_end_it():
    runner = Runner(Limits(60, LARGE))
    reader, writer = os.pipe()
    code = f"import os, time; os.write({writer}, b'.'); time.sleep(60)"
    said = []
    thread = threading.Thread(target=lambda: said.append(runner.run([sys.executable, "-c", code], writer)))
    thread.start()
    assert os.read(reader, 1) == b"."
    runner.stop()
    thread.join(60)
    assert said[0].ended == "qbitrr ends"
    assert runner.run([sys.executable, "-c", "print(1)"]).ended == "qbitrr ends"
    os.close(reader)
    os.close(writer)
