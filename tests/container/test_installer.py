"""pip itself: what it installs beside the image's own packages, and what it refuses."""

import importlib.util
import os
import sys
import venv
from dataclasses import replace
from pathlib import Path

import pytest

from container.installer import Installer, reason_in
from container.wanted import Wanted
from tests.container.wheels import wheel

UNKNOWN = "Could not find a version that satisfies the requirement"
pip = pytest.mark.skipif(not importlib.util.find_spec("pip"), reason="this Python has no pip")


@pytest.fixture
def image(layout, tmp_path):
    """An image with the packages qbitrr-core 1.0 and helper 1.0, and a folder of wheels to install from."""
    own = layout.own_packages
    own.mkdir(parents=True)
    for name in ("qbitrr-core", "helper"):
        package = own / name.replace("-", "_")
        package.mkdir()
        (package / "__init__.py").write_text("version = '1.0'\n")
        about = own / f"{package.name}-1.0.dist-info"
        about.mkdir()
        (about / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
    venv.create(layout.resolver, symlinks=True)
    (layout.packages_in(layout.resolver) / "image.pth").write_text(f"{own}\n")
    layout.plugins.mkdir()
    alone = tmp_path / "pip"  # away from everything else that this Python has
    if found := importlib.util.find_spec("pip"):
        alone.symlink_to(Path(found.origin).parent)
    return replace(layout, pip=alone)


@pytest.fixture
def shelf(tmp_path):
    folder = tmp_path / "shelf"
    folder.mkdir()
    return folder


@pytest.fixture
def install(image, shelf):
    """Install these; why not, and what is there afterwards."""

    def installed(*requirements):
        target = image.environment
        options = ("--no-index", f"--find-links {shelf}")
        failures = Installer(image, os.environ).install(Wanted(requirements, options), target)
        return failures, sorted(path.name for path in image.packages_in(target).glob("*") if path.name != "__pycache__")

    return installed


def test_every_package_of_the_image_is_held(image):
    assert Installer(image, {}).constraints() == ("helper==1.0", "qbitrr-core==1.0")


@pip
@pytest.mark.slow
def test_a_plugin_is_installed_beside_what_the_image_has(install, shelf, image):
    wheel(shelf, "qbitrr-other", "2.0", requires=["qbitrr-core", "helper>=1", "extra-library"])
    wheel(shelf, "extra-library", "3.0")
    wheel(shelf, "helper", "9.9")
    failures, there = install("qbitrr-other==2.0")
    assert failures == {}
    assert there == ["extra_library", "extra_library-3.0.dist-info", "qbitrr_other", "qbitrr_other-2.0.dist-info"]
    assert not list(image.volume.glob(".wanted*")), "nothing else is left on the volume"
    assert not list(image.plugins.glob(".pip*"))


@pip
@pytest.mark.slow
def test_what_would_replace_a_package_of_the_image_is_refused_and_the_rest_is_installed(install, shelf):
    wheel(shelf, "qbitrr-greedy", "1.0", requires=["helper>=9"])
    wheel(shelf, "helper", "9.9")
    wheel(shelf, "qbitrr-other", "2.0", requires=["qbitrr-core"])
    failures, there = install("qbitrr-greedy", "helper==9.9", "qbitrr-other", "qbitrr-absent==1")
    assert failures == {
        "qbitrr-greedy": "it wants another version of what is part of the image (helper==1.0)",
        "helper==9.9": "it wants another version of what is part of the image (helper==1.0)",
        "qbitrr-absent==1": f"{UNKNOWN} qbitrr-absent==1 (from versions: none)",
    }
    assert there == ["qbitrr_other", "qbitrr_other-2.0.dist-info"]


@pip
@pytest.mark.slow
def test_it_can_be_asked_without_installing_anything(image, shelf):
    wheel(shelf, "qbitrr-other", "2.0", requires=["qbitrr-core"])
    installer, asked = Installer(image, os.environ), Wanted(options=("--no-index", f"--find-links {shelf}"))
    assert installer.why_not("qbitrr-other", asked) == ""
    assert installer.why_not("qbitrr-absent", asked) == f"{UNKNOWN} qbitrr-absent (from versions: none)"
    assert not image.environment.exists()


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("ERROR: first\nERROR: second\n", "first"),
        ("WARNING: Retrying\nERROR: Could not fetch https://me:secret@example.org/simple/", "Could not fetch https://…@example.org/simple/"),
        ("something else.\n", "something else"),
        ("", "pip says nothing"),
    ],
)  # fmt: skip
def test_the_reason_is_a_sentence_without_secrets(said, reason):
    assert reason_in(said) == reason


def test_the_python_of_these_tests_is_the_one_that_is_meant(layout):
    assert layout.python == f"{sys.version_info.major}.{sys.version_info.minor}"
