"""The command line as people run it: processes of their own."""

import os
import signal
import subprocess
import sys
import time

import pytest

from qbitrr.processes import running
from tests.cli.conftest import ROOT, TITLE

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    "arguments", [["notify", "--data", "/nonexistent"], ["--help"], ["run", "--help"], ["plugins", "--help"]]
)
def test_help_and_notify_import_little(arguments):
    """Time is for the benchmark; what is imported is the same on every machine."""
    code = (
        "import sys; sys.argv = ['qbitrr', *sys.argv[1:]]\n"
        "from qbitrr.__main__ import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print(sorted({'peewee', 'stevedore', 'qbittorrentapi', 'tomlkit', 'rich', 'typer'} & set(sys.modules)))"
    )
    told = subprocess.run(
        [sys.executable, "-c", code, *arguments], cwd=ROOT, capture_output=True, text=True, check=True
    )
    allowed = "[]" if arguments[0] == "notify" else "['typer']"
    assert told.stdout.splitlines()[-1] == allowed


def test_an_argument_that_is_no_text_is_a_sentence():
    told = subprocess.run([sys.executable, "-m", "qbitrr", "why", b"\xff"], cwd=ROOT, capture_output=True, check=False)
    assert told.returncode == 2
    assert told.stderr == b"An argument is no text in UTF-8. A torrent can always be named by its hash.\n"


def test_a_removal_is_done_shown_and_undone(world, stalled):
    process = world.daemon()
    world.until(lambda: world.json("restore", "--list") or None)
    world.until(lambda: world.qbittorrent.torrents[stalled]["state"] in ("stoppedDL", "pausedDL"))
    told = world("why", "metropolis", width=200).stdout
    assert f"qbitrr restore {stalled}" in told
    assert world("notify", stalled).exit_code == 0

    restored = world("restore", stalled[:8])
    assert restored.exit_code == 0, restored.output
    assert f"{TITLE} is restored" in restored.stdout
    world.until(lambda: "stopped" not in str(world.qbittorrent.torrents[stalled]["state"]).lower())
    done = [entry["action"] for entry in world.json("history", stalled) if entry["outcome"] == "done"]
    assert done == ["restore", "remove"]
    assert "restored by a person" in world("why", stalled, width=200).stdout
    world.until(lambda: world("status").exit_code == 0)

    refused = world("run")
    assert refused.exit_code == 1
    assert "already runs" in refused.stderr
    assert world("run", "--once").exit_code == 1

    process.send_signal(signal.SIGTERM)
    assert process.wait(60) == 0


def test_a_switched_rule_is_read_by_the_running_qbitrr(world):
    world.daemon()
    world.until(lambda: any(row["status"] == "enabled" for row in world.json("plugins", "list")))
    told = world("plugins", "disable", "stalled")
    assert "The running qbitrr reads it now." in told.stdout

    def off():
        sections = world.json("status")["remembered"]["sections"]
        return [[plugin["name"] for plugin in section["plugins"]] for section in sections] == [["Radarr-4K"]]

    world.until(off)


def test_a_dry_run_leaves_the_database_alone(world, stalled):
    process = world.daemon("--dry-run")
    world.until(lambda: any(entry["dry_run"] for entry in world.json("history")))
    assert not (world.folder / "qbitrr.db").exists()
    assert world.qbittorrent.torrents[stalled]["state"] == "stalledDL"
    process.send_signal(signal.SIGTERM)
    assert process.wait(60) == 0
    assert not list((world.folder / "run").glob("dry-run.db*"))


def test_once_acts_and_ends(world, stalled):
    told = world.wait_for("run", "--once")
    assert told.returncode == 0, told.stderr
    assert "remove" in told.stdout
    assert world.qbittorrent.torrents[stalled]["state"] in ("stoppedDL", "pausedDL")
    (held,) = world.json("restore", "--list")
    assert held["hash"] == stalled


def test_once_dry_changes_nothing(world, stalled):
    told = world.wait_for("run", "--once", "--dry-run")
    assert told.returncode == 0, told.stderr
    assert "dry run" in told.stdout
    assert world.qbittorrent.torrents[stalled]["state"] == "stalledDL"
    assert not (world.folder / "qbitrr.db").exists()


def test_the_first_start_runs_the_page_and_nothing_else(household):
    process = household.begin("run", QBITRR_WEBUI_PORT="0")
    runtime = household.until(lambda: running.read(household.folder / "run"))
    assert [child.name for child in runtime.children] == ["WebUI"]
    process.send_signal(signal.SIGTERM)
    assert process.wait(60) == 0
    told = process.stderr.read()
    assert "[Radarr] URI, APIKey" in told
    assert "Fill it in on the page, whose address follows" in told


def without_page(household):
    """A container in which the page is not installed."""
    code = "from qbitrr import page; page.target = lambda: None; from qbitrr.__main__ import main; main()"
    return household.begin("run", program=("-c", code), QBITRR_DOCKER_RUNNING="1")


def test_a_container_waits_until_it_is_configured(world):
    text = world.config.read_text()
    world.config.unlink()
    process = without_page(world)
    world.until(world.config.exists)
    world.until(lambda: "qbitrr waits" in process.stderr.readline())
    world.config.write_text(text)
    os.utime(world.config, (time.time() + 5, time.time() + 5))
    world.until(lambda: running.read(world.folder / "run"))


def test_a_container_that_waits_ends_when_told(household):
    process = without_page(household)
    household.until(lambda: "qbitrr waits" in process.stderr.readline())
    process.send_signal(signal.SIGTERM)
    assert process.wait(60) == 0


def test_the_environment_alone_can_be_the_configuration(world):
    port, url, key = world.qbittorrent.port, world.radarr.url, world.radarr.api_key
    world.config.unlink()
    world.environ |= {
        "QBITRR_QBIT_HOST": "127.0.0.1",
        "QBITRR_QBIT_PORT": str(port),
        "QBITRR_QBIT_USER_NAME": "admin",
        "QBITRR_QBIT_PASSWORD": "adminadmin",
        "QBITRR_RADARR_URI": url,
        "QBITRR_RADARR_API_KEY": key,
    }
    world.daemon()
    assert world.config.exists()


def test_a_container_waits_while_the_file_is_broken(world):
    text = world.config.read_text()
    world.configure("[qBit\n")
    process = world.begin("run", QBITRR_DOCKER_RUNNING="1")
    world.until(lambda: "qbitrr waits" in process.stderr.readline())
    world.config.write_text(text)
    os.utime(world.config, (time.time() + 5, time.time() + 5))
    world.until(lambda: running.read(world.folder / "run"))
