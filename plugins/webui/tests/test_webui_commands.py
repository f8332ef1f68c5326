"""``qbitrr webui``: for people who are locked out."""

import io

import pytest
from qbitrr_webui.commands import commands
from qbitrr_webui.plugin import Webui
from typer.testing import CliRunner
from webui_world import PASSWORD

from qbitrr import Host
from qbitrr.control.trouble import Misuse, Trouble

NEW = "a new password"


@pytest.fixture
def run(world):
    """Run a command on the data folder of a page: what it prints. Raises what it raises."""

    def command(*words, given=""):
        host = Host(name="webui", worker="WebUI", notes=None, folder=world.folder)
        done = CliRunner().invoke(commands(host), words, input=given, standalone_mode=False)
        if done.exception:
            raise done.exception
        return done.stdout

    return command


def test_the_plugin_offers_them(world):
    host = Host(name="webui", worker="WebUI", notes=None, folder=world.folder)
    names = {
        one.name or one.callback.__name__ for one in Webui(Webui.Config()).qbitrr_commands(host).registered_commands
    }
    assert names == {"password"}


def test_a_new_password_opens_the_page_that_runs(world, run):
    run("password", given=f"{NEW}\n")
    assert world.browser().sign_in(password=NEW).status_code == 200
    assert world.browser().sign_in(password=PASSWORD).status_code == 401


def test_it_is_not_repeated_nor_written_in_plain(world, run):
    assert NEW not in run("password", given=f"{NEW}\n")
    assert NEW not in world.file.read_text()
    assert world.file.read_text().startswith("# Mine.\n[Settings]\n")


def test_sessions_of_the_former_one_are_over(world, run):
    browser = world.alice()
    run("password", given=f"{NEW}\n")
    assert browser.get("/api/keys").status_code == 401


def test_the_name_stays_unless_another_is_given(world, run):
    assert "alice signs in" in run("password", given=f"{NEW}\n")
    run("password", "--username", "bob", given=f"{NEW}\n")
    assert world.browser().sign_in("bob", NEW).status_code == 200


def test_it_makes_the_first_account_and_the_set_up_is_over(world, run):
    world.write("LocalAuthEnabled = false\n")
    token = world.web.access.setup.token()
    assert "admin signs in" in run("password", given=f"{NEW}\n")
    assert world.browser().sign_in("admin", NEW).status_code == 200
    assert not world.web.access.setup.right(token)


def test_a_short_one_is_refused(world, run):
    with pytest.raises(Misuse, match="at least 8"):
        run("password", given="short\n")
    assert world.browser().sign_in().status_code == 200


def test_what_the_environment_sets_is_not_changed_in_vain(world, run, monkeypatch):
    monkeypatch.setenv("QBITRR_WEBUI_USERNAME", "carol")
    with pytest.raises(Trouble, match="environment sets Username"):
        run("password", given=f"{NEW}\n")


def test_a_person_is_asked_twice(world, run, monkeypatch):
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    asked = []
    monkeypatch.setattr("typer.prompt", lambda text, **options: asked.append(options) or NEW)
    monkeypatch.setattr("qbitrr_webui.commands.sys", type("sys", (), {"stdin": Terminal()}))
    run("password")
    assert asked == [{"hide_input": True, "confirmation_prompt": True}]


def test_keys_are_made_listed_and_revoked(world, run):
    secret = run("key", "make", "a script", "--scope", "read", "--scope", "act").strip()
    assert world.browser().get("/api/openapi.json", headers={"X-Api-Key": secret}).status_code == 200
    line = run("key", "list")
    assert "a script  read, act" in line
    assert secret not in line
    assert "a script is revoked" in run("key", "revoke", line.split()[0])
    assert world.browser().get("/api/openapi.json", headers={"X-Api-Key": secret}).status_code == 401


def test_one_that_is_not_there_is_said(run):
    with pytest.raises(Trouble, match="no such key"):
        run("key", "revoke", "none")
