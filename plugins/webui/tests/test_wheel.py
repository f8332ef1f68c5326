"""The page that is built ships inside the wheel: who installs it needs no node."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

PLUGIN = Path(__file__).parents[1]
PAGE = PLUGIN / "page"
HAS_NODE = PLUGIN.parents[1] / "scripts" / "has-node"
UV = Path(sys.executable).with_name("uv")

pytestmark = pytest.mark.slow


def must(*command, cwd):
    """Run it; what it said is in the failure."""
    # uv is to use this Python, and never to fetch another.
    env = os.environ | {"UV_PYTHON": sys.executable, "UV_PYTHON_DOWNLOADS": "never"}
    done = subprocess.run(list(map(str, command)), cwd=cwd, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module")
def npm():
    """What builds the page. Skips where there is none; in continuous integration, where it is promised, fails."""
    if HAS_NODE.exists() and subprocess.run([HAS_NODE], check=False).returncode == 0:
        return "npm"
    reason = "no node 20.19 or newer here: the page cannot be built"
    if os.environ.get("CI", "").lower() in ("true", "1"):
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


@pytest.fixture(scope="module")
def wheel(npm, tmp_path_factory):
    """A wheel of the plugin with the page built anew, without touching the one that is here."""
    folder = tmp_path_factory.mktemp("wheel")
    sources = folder / "webui"
    shutil.copytree(PLUGIN, sources, ignore=shutil.ignore_patterns("node_modules", "static", "tests", "__pycache__"))
    if not (PAGE / "node_modules").is_dir():
        must(npm, "ci", "--no-audit", "--no-fund", cwd=PAGE)
    (sources / "page" / "node_modules").symlink_to(PAGE / "node_modules")
    must(npm, "run", "build", cwd=sources / "page")
    (sources / "page" / "node_modules").unlink()
    must(UV, "build", "--quiet", "--no-sources", "--out-dir", folder / "dist", cwd=sources)
    with zipfile.ZipFile(next((folder / "dist").glob("*.whl"))) as archive:
        yield archive


def test_the_wheel_has_the_page(wheel):
    names = set(wheel.namelist())
    page = wheel.read("qbitrr_webui/static/index.html").decode()
    scripts = [name for name in names if name.startswith("qbitrr_webui/static/assets/") and name.endswith(".js")]
    assert '<div id="root">' in page
    assert any(Path(name).name in page for name in scripts)
    assert {
        f"qbitrr_webui/static/{name}" for name in ("sw.js", "scheme.js", "manifest.webmanifest", "icon.svg")
    } <= names


def test_the_wheel_has_no_sources_of_the_page(wheel):
    assert [name for name in wheel.namelist() if name.endswith((".map", ".ts", ".tsx")) or "node_modules" in name] == []


def test_no_script_stands_within_the_page(wheel):
    page = wheel.read("qbitrr_webui/static/index.html").decode()
    assert "<script>" not in page
    assert " onload=" not in page
