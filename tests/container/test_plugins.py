"""When third-party plugins are installed, what becomes of the old ones, and what is told of it."""

from dataclasses import replace

import pytest

from container.plugins import bring_up
from container.state import Outcome, read

IMAGE = ("qbitrr-core==0.1.0",)


class FakeInstaller:
    """Installs what it is asked for as files of that name, but for what is in ``refuses``."""

    def __init__(self):
        self.beside = IMAGE
        self.refuses = {}
        self.calls = 0

    def constraints(self):
        return self.beside

    def why_not(self, requirement, asked):
        return self.refuses.get(requirement, "")

    def install(self, asked, target):
        self.calls += 1
        for one in set(asked.requirements) - self.refuses.keys():
            (target / one).touch()
        return {one: why for one, why in self.refuses.items() if one in asked.requirements}


class Container:
    """Is started again and again on one volume."""

    def __init__(self, layout):
        self.layout = layout
        self.installer = FakeInstaller()

    def start(self, *plugins):
        bring_up(self.layout, {"QBITRR_PLUGINS": " ".join(plugins)}, self.installer)
        return self

    @property
    def installed(self):
        return sorted(path.name for path in self.layout.environment.glob("*"))

    @property
    def told(self):
        return {one.requirement: (one.outcome, one.reason) for one in read(self.layout.plugins).plugins}


@pytest.fixture
def container(layout):
    return Container(layout)


WELL = (Outcome.INSTALLED, "")


def test_nothing_wanted_leaves_the_volume_alone(container):
    assert list(container.start().layout.volume.iterdir()) == []
    assert container.installer.calls == 0


def test_what_is_wanted_is_installed_once(container):
    container.start("one==1").start("one==1")
    assert (container.installed, container.installer.calls) == (["one==1"], 1)
    assert container.told == {"one==1": WELL}


def test_the_file_on_the_volume_asks_too(container):
    (container.layout.volume / "requirements.txt").write_text("two==2\n")
    assert container.start("one==1").installed == ["one==1", "two==2"]


@pytest.mark.parametrize("change", ["the wish", "the image", "the environment"])
def test_a_change_installs_anew(container, change):
    container.start("one==1")
    if change == "the image":
        container.installer.beside = ("qbitrr-core==0.2.0",)
    if change == "the environment":
        container.layout.environment.rename(container.layout.volume / "taken away")
    container.start("one==2" if change == "the wish" else "one==1")
    assert container.installer.calls == 2
    assert container.installed == ["one==2" if change == "the wish" else "one==1"]


def test_another_python_has_an_environment_of_its_own_and_the_old_one_goes(container):
    container.start("one==1")
    old = container.layout.environment
    container.layout = replace(container.layout, python="3.99")
    assert container.start("one==1").installed == ["one==1"]
    assert not old.exists()


def test_a_plugin_that_does_not_install_is_told_the_others_are_there_and_it_is_tried_again(container, caplog):
    container.installer.refuses = {"bad": "no such thing"}
    container.start("one==1", "bad")
    assert container.installed == ["one==1"]
    assert container.told == {"one==1": WELL, "bad": (Outcome.FAILED, "no such thing")}
    assert "The plugin bad is not installed: no such thing" in caplog.text
    container.installer.refuses = {}
    container.start("one==1", "bad")
    assert container.told == {"one==1": WELL, "bad": WELL}


def test_what_still_cannot_be_installed_costs_no_new_installation_but_is_said_again(container, caplog):
    container.installer.refuses = {"bad": "no such thing"}
    container.start("one==1", "bad")
    caplog.clear()
    container.start("one==1", "bad")
    assert container.installer.calls == 1
    assert "The plugin bad is not installed: no such thing" in caplog.text


def test_what_was_installed_stays_when_it_cannot_be_installed_again(container):
    """An upgrade of the image while the network is away."""
    container.start("one==1")
    container.installer.beside = ("qbitrr-core==0.2.0",)
    container.installer.refuses = {"one==1": "no network"}
    container.start("one==1", "two==2")
    assert container.installed == ["one==1"]
    assert container.told == {
        "one==1": (Outcome.OLD, "no network. The one from before goes on being used."),
        "two==2": (Outcome.FAILED, "nothing is changed while one==1 cannot be installed"),
    }
    container.installer.refuses = {}
    assert container.start("one==1", "two==2").installed == ["one==1", "two==2"]


@pytest.mark.parametrize("words", ["one==2", "One", "one>=2,<3", "one[extra]==2", "one~=2 ; python_version > '3'"])
def test_the_version_that_is_there_stays_when_another_cannot_be_installed(container, words):
    container.start("one==1")
    (container.layout.volume / "requirements.txt").write_text(words)
    container.installer.refuses = {words: "no network"}
    container.start()
    assert container.installed == ["one==1"]
    assert container.told == {words: (Outcome.OLD, "no network. The one from before goes on being used.")}


@pytest.mark.parametrize("words", ["one-more==1", "./one.whl", "https://example.org/one.whl"])
def test_another_plugin_does_not_keep_what_is_wanted_no_more(container, words):
    container.start("one==1")
    (container.layout.volume / "requirements.txt").write_text(words)
    container.installer.refuses = {words: "no network"}
    assert container.start().installed == []


def test_what_fails_again_and_again_is_kept_again_and_again(container):
    container.start("one==1")
    container.installer.beside = ("qbitrr-core==0.2.0",)
    container.installer.refuses = {"one==1": "no network"}
    for _ in range(3):
        assert container.start("one==1").installed == ["one==1"]


def test_what_another_python_had_is_not_kept(container):
    container.start("one==1")
    container.layout = replace(container.layout, python="3.99")
    container.installer.refuses = {"one==1": "no network"}
    container.start("one==1")
    assert container.told == {"one==1": (Outcome.FAILED, "no network")}


def test_what_is_wanted_no_more_goes(container):
    container.start("one==1").start()
    assert not container.layout.environment.exists()
    assert container.told == {}


def test_an_option_in_the_variable_is_told(container):
    container.start("one==1", "--pre")
    assert container.told["--pre"] == (Outcome.FAILED, "it is an option: write it into requirements.txt")
    assert container.installed == ["one==1"]


def test_a_power_cut_between_two_environments_loses_none(container):
    container.start("one==1")
    container.layout.environment.rename(container.layout.plugins / f"{container.layout.environment.name}.old")
    container.start("one==1")
    assert (container.installed, container.installer.calls) == (["one==1"], 1)


@pytest.mark.parametrize("content", ["", "[]", '{"plugins": 3}'])
def test_an_unreadable_status_installs_anew(container, content):
    container.start("one==1")
    (container.layout.plugins / "status.json").write_text(content)
    assert container.start("one==1").told == {"one==1": WELL}
    assert container.installer.calls == 2


def test_trouble_with_the_disk_is_said_and_nothing_else(container, caplog):
    def broken(*_):
        raise OSError(28, "No space left on device")

    container.installer.install = broken
    container.start("one==1")
    assert "Third-party plugins are left as they are: [Errno 28] No space left on device" in caplog.text
