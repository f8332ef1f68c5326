"""A stranger's plugin, installed from wheels into an empty environment outside the checkout."""

import json
import os
import shutil
import subprocess
import sys
import time
import tomllib
import zipfile
from configparser import ConfigParser
from dataclasses import dataclass
from pathlib import Path
from urllib.request import Request, urlopen

import pytest

from qbitrr.testing.simulated_qbittorrent import SimulatedQbittorrent
from qbitrr.testing.simulated_radarr import SimulatedRadarr
from tests.third_party.bad import BAD, write

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[1]
UV = shutil.which("uv", path=f"{ROOT / '.venv/bin'}{os.pathsep}{os.environ['PATH']}")
OURS = {
    "qbitrr_core": "qbitrr",
    "qbitrr_arr": "qbitrr_arr",
    "qbitrr_cleanup": "qbitrr_cleanup",
    "qbitrr_echo": "qbitrr_echo",
    "qbitrr_ffprobe": "qbitrr_ffprobe",
    "qbitrr_lidarr": "qbitrr_lidarr",
    "qbitrr_prowlarr": "qbitrr_prowlarr",
    "qbitrr_radarr": "qbitrr_radarr",
    "qbitrr_sonarr": "qbitrr_sonarr",
    "qbitrr_webui": "qbitrr_webui",
    "qbitrr_whisparr": "qbitrr_whisparr",
}


def must(*command, cwd):
    """What a command prints that knows nothing of the checkout but what it is told."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("QBITRR_", "PYTHON", "VIRTUAL"))}
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        # uv is to use this Python, and never to fetch another.
        env=kept | {"COLUMNS": "200", "UV_PYTHON": sys.executable, "UV_PYTHON_DOWNLOADS": "never"},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheels(tmp_path_factory):
    """The wheels of everything here, and of the strangers' plugins, by distribution."""
    assert UV, "uv is missing: make sync"
    built = tmp_path_factory.mktemp("wheels")
    sources = tmp_path_factory.mktemp("sources")
    for stranger in ("good", "panels"):
        shutil.copytree(ROOT / "tests/third_party" / stranger, sources / stranger)
    must(UV, "build", "--quiet", "--all-packages", "--wheel", "--out-dir", built, ROOT, cwd=sources)
    for source in [sources / "good", sources / "panels", *(write(name, sources) for name in BAD)]:
        must(UV, "build", "--quiet", "--wheel", "--out-dir", built, source, cwd=sources)
    return {wheel.name.partition("-")[0]: wheel for wheel in built.glob("*.whl")}


@dataclass(frozen=True)
class Installed:
    """An environment with all the wheels in it, and a folder that is nowhere near the checkout."""

    bin: Path
    folder: Path

    def python(self, *arguments):
        return must(self.bin / "python", *arguments, cwd=self.folder)

    def qbitrr(self, *arguments):
        return must(self.bin / "qbitrr", *arguments, cwd=self.folder)

    def judged(self, *plugins, hours=5):
        """What comes of one torrent that has been idle for so many hours."""
        return json.loads(self.python(self.folder / "judged.py", hours, *plugins))


@pytest.fixture(scope="module")
def installed(wheels, tmp_path_factory):
    folder = tmp_path_factory.mktemp("elsewhere")
    assert not folder.is_relative_to(ROOT)
    place = tmp_path_factory.mktemp("environment") / "venv"
    must(UV, "venv", "--quiet", place, cwd=folder)
    interpreter = place / "bin" / "python"
    must(UV, "pip", "install", "--quiet", "--python", interpreter, *wheels.values(), cwd=folder)
    shutil.copy(ROOT / "tests/third_party/judged.py", folder)
    rules = "".join(f"[Plugins.{name}]\n" for name in ("patience", *BAD))
    (folder / "config.toml").write_text(
        f'[qBit]\nHost = "127.0.0.1"\nPort = 9\n[Radarr]\nURI = "http://127.0.0.1:9"\nAPIKey = "none"\n{rules}'
    )
    return Installed(place / "bin", folder)


# The wheels


def described(wheel):
    """The folder in a wheel that describes it."""
    return f"{'-'.join(wheel.name.split('-')[:2])}.dist-info"


def test_every_distribution_of_ours_is_built(wheels):
    assert set(wheels) == {*OURS, "qbitrr_patience", "qbitrr_shelf", *(f"qbitrr_{name}" for name in BAD)}


@pytest.mark.parametrize(("distribution", "package"), OURS.items())
def test_a_wheel_holds_its_typed_package_and_nothing_else(wheels, distribution, package):
    with zipfile.ZipFile(wheels[distribution]) as wheel:
        names = wheel.namelist()
    assert f"{package}/py.typed" in names
    assert {name.partition("/")[0] for name in names} == {package, described(wheels[distribution])}
    assert not [name for name in names if "/tests/" in name or name.endswith(".pyc")]


def declared(plugin):
    """The rules that a plugin's project declares; each is also loaded by its name in ``test_bundled``."""
    project = tomllib.loads((ROOT / "plugins" / plugin / "pyproject.toml").read_text())["project"]
    return project["entry-points"]["qbitrr.plugins"]


@pytest.mark.parametrize(
    ("distribution", "entries"),
    [
        (
            "qbitrr_core",
            {
                "console_scripts": {"qbitrr": "qbitrr.__main__:main"},
                "pytest11": {"qbitrr": "qbitrr.testing.pytest_plugin"},
            },
        ),
        ("qbitrr_arr", {}),  # a library: what it asks to be preloaded is not offered to anybody
        ("qbitrr_cleanup", {"qbitrr.plugins": declared("cleanup")}),
        ("qbitrr_echo", {"qbitrr.plugins": {"echo": "qbitrr_echo:Echo"}}),
        ("qbitrr_ffprobe", {"qbitrr.plugins": {"ffprobe": "qbitrr_ffprobe.plugin:Ffprobe"}}),
        ("qbitrr_lidarr", {"qbitrr.plugins": {"lidarr": "qbitrr_lidarr:Lidarr"}}),
        ("qbitrr_prowlarr", {"qbitrr.plugins": {"prowlarr": "qbitrr_prowlarr:Prowlarr"}}),
        ("qbitrr_radarr", {"qbitrr.plugins": {"radarr": "qbitrr_radarr:Radarr"}}),
        ("qbitrr_sonarr", {"qbitrr.plugins": {"sonarr": "qbitrr_sonarr:Sonarr"}}),
        (
            "qbitrr_webui",
            {
                "qbitrr.plugins": {"webui": "qbitrr_webui.plugin:Webui"},
                "qbitrr.processes": {"webui": "qbitrr_webui.process:run"},
            },
        ),
        (
            "qbitrr_whisparr",
            {"qbitrr.plugins": {"whisparr": "qbitrr_whisparr:Whisparr", "whisparr3": "qbitrr_whisparr:Whisparr3"}},
        ),
    ],
)
def test_a_wheel_has_its_entry_points(wheels, distribution, entries):
    written = ConfigParser()
    with zipfile.ZipFile(wheels[distribution]) as wheel:
        written.read_string(wheel.read(f"{described(wheels[distribution])}/entry_points.txt").decode())
    offered = [group for group in written.sections() if group != "qbitrr.preload"]
    assert {group: dict(written[group]) for group in offered} == entries


@pytest.mark.parametrize("distribution", OURS)
def test_a_wheel_says_its_licence(wheels, distribution):
    with zipfile.ZipFile(wheels[distribution]) as wheel:
        told = wheel.read(f"{described(wheels[distribution])}/METADATA").decode()
        texts = [name for name in wheel.namelist() if name.endswith("/LICENSE")]
    assert "\nLicense-Expression: MIT\n" in told
    assert texts or distribution != "qbitrr_core"


def test_the_good_plugin_is_as_small_as_promised():
    written = (ROOT / "tests/third_party/good/qbitrr_patience/__init__.py").read_text()
    assert len(written.splitlines()) <= 30


# The program, where it is installed


def test_what_runs_is_what_was_installed(installed):
    where = installed.python("-c", "import qbitrr; print(qbitrr.__file__)")
    assert Path(where.strip()).is_relative_to(installed.bin.parent)


def test_the_program_and_the_module_say_the_version_that_is_installed(installed, wheels):
    version = wheels["qbitrr_core"].name.split("-")[1]
    assert installed.qbitrr("--version").strip() == version
    assert installed.python("-m", "qbitrr", "--version").strip() == version


def test_help_needs_no_checkout(installed):
    told = installed.qbitrr("--help")
    for command in ("run", "plan", "plugins", "config"):
        assert command in told
        assert "Usage:" in installed.qbitrr(command, "--help")


def test_the_demonstration_is_installed_too(installed):
    assert "Usage:" in installed.qbitrr("demo", "--help")


# The stranger's plugin


@pytest.fixture(scope="module")
def listed(installed):
    """The rows of ``qbitrr plugins list``, by plugin."""
    return {row["plugin"]: row for row in json.loads(installed.qbitrr("plugins", "list", "--data", ".", "--json"))}


def test_a_strangers_plugin_is_listed(listed):
    row = listed["patience"]
    assert (row["status"], row["reason"], row["section"]) == ("enabled", "", "Radarr")
    assert (row["distribution"], row["version"]) == ("qbitrr-patience", "1.2.3")


def test_a_strangers_plugin_explains_its_options(installed):
    told = installed.qbitrr("plugins", "info", "patience")
    assert "Minutes that a stalled torrent may be idle." in told
    assert "qbitrr_health_check" in told


def test_a_strangers_plugin_judges_a_torrent(installed):
    told = installed.judged("patience")
    assert told["reports"] == {"patience": ["failed", "no activity for 5:00:00"]}
    assert (told["action"], told["by"], told["refused"]) == ("Remove", "cleaner", "")


def test_a_strangers_plugin_has_no_opinion_of_a_torrent_that_moves(installed):
    told = installed.judged("patience", hours=0)
    assert (told["reports"], told["action"]) == ({}, "NoneType")


# The strangers' broken plugins


@pytest.mark.parametrize("name", BAD)
def test_a_broken_plugin_is_listed_with_its_reason(listed, name):
    row, bad = listed[name], BAD[name]
    expected = ("enabled", "") if bad.loads else (bad.status, bad.reason)
    assert (row["status"], row["reason"]) == expected
    assert row["distribution"] == f"qbitrr-{name}"


@pytest.mark.parametrize("name", BAD)
def test_a_broken_plugin_has_its_status_and_costs_no_other_answer(installed, name):
    told = installed.judged(name, "patience", "echo")
    assert told["plugins"] == {
        name: [BAD[name].status, BAD[name].reason],
        "patience": ["enabled", ""],
        "echo": ["enabled", ""],
    }
    assert set(told["reports"]) == {"patience", "echo"}
    assert told["reports"]["patience"][0] == "failed"


@pytest.mark.parametrize("name", BAD)
def test_a_broken_plugin_protects_what_everybody_else_would_remove(installed, name):
    told = installed.judged("patience", name)
    assert told["action"] == "NoneType"
    assert told["refused"].startswith(name)
    assert told["refused"].endswith("and might have objected")


def test_all_of_them_together_leave_the_good_one_its_say(installed):
    told = installed.judged(*BAD, "patience")
    assert set(told["reports"]) == {"patience"}
    assert {name: status for name, (status, _) in told["plugins"].items()} == {
        **{name: bad.status for name, bad in BAD.items()},
        "patience": "enabled",
    }


# All of it beside a client and a Radarr


@pytest.fixture
def plan(installed, tmp_path):
    """What the installed program would do about one download that has stood still for hours, with some rules on."""
    started = time.time()
    with (
        SimulatedQbittorrent(folder=tmp_path / "downloads") as qbittorrent,
        SimulatedRadarr(
            client_port=qbittorrent.port,
            client_username="admin",
            client_password="adminadmin",
            root_folder=tmp_path / "movies",
        ) as radarr,
    ):
        radarr.started_at -= 3600
        long_ago = int(started) - 7200
        name = "Metropolis.2020.1080p.WEB.H264-GRP"
        idle = {"state": "stalledDL", "progress": 0.25, "added_on": long_ago, "last_activity": long_ago}
        torrent = qbittorrent.add(name, category="radarr", files=[(f"{name}/film.mkv", 1000)], **idle)
        radarr.grab(radarr.add_movie("Metropolis"), torrent.upper(), name, source="Search")

        def ask(*rules):
            tables = "".join(f"[Plugins.{rule}]\n" for rule in rules)
            (tmp_path / "config.toml").write_text(
                "[Settings]\nIgnoreTorrentsYoungerThan = 0\n[Settings.Safety]\nMaxRemovedShare = 1.0\n"
                f'[qBit]\nHost = "127.0.0.1"\nPort = {qbittorrent.port}\nUserName = "admin"\n'
                f'Password = "adminadmin"\n[Radarr]\nURI = "{radarr.url}"\nAPIKey = "{radarr.api_key}"\n{tables}'
            )
            done = subprocess.run(
                [installed.bin / "qbitrr", "plan", "--all", "--json", "--data", tmp_path],
                cwd=tmp_path,
                env={"PATH": os.environ["PATH"], "HOME": str(tmp_path)},
                capture_output=True,
                text=True,
                timeout=120,
                check=False,
            )
            (row,) = json.loads(done.stdout)["plan"]
            return row

        yield ask


def test_a_strangers_plugin_has_its_say_in_the_program(plan):
    row = plan("patience")
    assert (row["action"], row["by"], row["refused"]) == ("remove", "Radarr", "")
    assert "no activity for" in row["reason"]


@pytest.mark.parametrize("name", ["quitter", "inventor", "raiser", "timeless"])
def test_a_broken_plugin_protects_in_the_program(plan, name):
    row = plan("patience", name)
    assert row["action"] == ""
    assert row["refused"].startswith(name)
    assert row["refused"].endswith("and might have objected")


# The page, with a stranger's panels


class Visitor:
    """Somebody who asks the page of a running qbitrr."""

    token = "a-token-for-this-test"

    def __init__(self, url):
        self.url = url.rstrip("/")

    def ask(self, path, body=None):
        """What it answers, and the headers."""
        request = Request(
            f"{self.url}{path}",
            data=json.dumps(body).encode() if body is not None else None,
            headers={"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"},
        )
        with urlopen(request, timeout=30) as answer:
            return answer.read().decode(), answer.headers

    def json(self, path, body=None):
        return json.loads(self.ask(path, body)[0])


@pytest.fixture
def visitor(installed, tmp_path):
    (tmp_path / "config.toml").write_text(f'[WebUI]\nPort = 0\nToken = "{Visitor.token}"\n')
    address = tmp_path / "run" / "webui.url"
    running = subprocess.Popen(
        [installed.bin / "qbitrr", "run", "--data", tmp_path],
        cwd=tmp_path,
        env={"PATH": os.environ["PATH"], "HOME": str(tmp_path)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        until = time.monotonic() + 60
        while not address.exists() or not address.read_text().strip():
            assert time.monotonic() < until
            assert running.poll() is None
            time.sleep(0.1)
        yield Visitor(address.read_text().strip())
    finally:
        running.terminate()
        running.wait(60)


def test_a_strangers_panels_are_on_the_page_which_is_not_built_anew(visitor):
    told = visitor.json("/api/panels")
    assert [(one["plugin"], one["name"], one["kind"]) for one in told["panels"]] == [
        ("shelf", "largest", "table"),
        ("shelf", "note", "form"),
        ("shelf", "clock", "frame"),
    ]
    assert told["problems"] == []
    assert visitor.json("/api/panels/shelf/largest")["table"]["columns"] == ["Name", "Size"]
    assert visitor.json("/api/panels/shelf/note", {"values": {"text": "milk"}}) == {"done": ["milk is remembered."]}
    assert visitor.json("/api/panels/shelf/note")["form"]["values"]["text"] == "milk"
    html, headers = visitor.ask("/api/panels/shelf/clock/frame")
    assert "<script>" in html
    assert headers["Content-Security-Policy"].startswith("sandbox allow-scripts; default-src 'none'")
    assert visitor.json("/api/plugins/shelf/note")["note"]["text"] == "milk"
