"""compose.yaml: everybody sees one folder under one name, and is who the person chose."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

yaml = pytest.importorskip("yaml")

FILE = Path(__file__).parents[2] / "compose.yaml"
SERVICES = yaml.safe_load(FILE.read_text())["services"]


def test_there_are_a_client_the_apps_and_qbitrr():
    assert set(SERVICES) == {"qbittorrent", "radarr", "sonarr", "lidarr", "qbitrr"}


@pytest.mark.parametrize("name", SERVICES)
def test_everybody_has_the_one_folder_under_the_one_name(name):
    """Only within one mount can there be hard links."""
    mounts = dict(volume.rsplit(":", 1)[::-1] for volume in SERVICES[name]["volumes"])
    assert mounts == {"/config": f"./{name}", "/data": "${DATA:-/srv/data}"}


@pytest.mark.parametrize("name", SERVICES)
def test_everybody_is_the_same_user(name):
    said = SERVICES[name]["environment"]
    assert (said["PUID"], said["PGID"], said["TZ"]) == ("${PUID:-1000}", "${PGID:-1000}", "${TZ:-Etc/UTC}")


def test_the_ports_that_its_comments_name_are_the_ones_that_are_opened():
    opened = {str(port).split("/")[0].rsplit(":", 1)[-1] for service in SERVICES.values() for port in service["ports"]}
    named = set(re.findall(r"(?:port |localhost:|//[a-z]+:)(\d{4})", FILE.read_text()))
    assert named
    assert named <= opened


@pytest.mark.parametrize("tool", [("docker", "compose"), ("podman-compose",)], ids=" ".join)
def test_the_tools_understand_it(tool):
    if not shutil.which(tool[0]) or subprocess.run([*tool, "version"], capture_output=True, check=False).returncode:
        pytest.skip(f"no {' '.join(tool)} here")
    words = ["--format", "json"] if tool[0] == "docker" else []
    done = subprocess.run([*tool, "--file", FILE, "config", *words], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout) if words else yaml.safe_load(done.stdout)
    assert set(said["services"]) == set(SERVICES)
