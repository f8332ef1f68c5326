"""What people change on the page takes effect, and leaves in the file what is theirs."""

import subprocess
import sys
import tomllib

import pytest
from playwright.sync_api import expect

from tests.page.browser import opened

pytestmark = pytest.mark.slow


def test_an_option_is_changed_and_holds_and_the_comments_stay(chromium, household):
    before = household.child("Radarr").pid
    with opened(chromium, household.at("/configuration")) as page:
        page.get_by_role("textbox", name="Loop sleep timer").fill("2s")
        page.get_by_role("button", name="Review and save").click()
        page.get_by_text('LoopSleepTimer = "2s"').first.wait_for()
        page.get_by_role("button", name="Save", exact=True).click()
        page.get_by_text("The file is saved, and qbitrr has been told").wait_for()
    written = (household.folder / "config.toml").read_text()
    assert tomllib.loads(written)["Settings"]["LoopSleepTimer"] == "2s"
    assert written.startswith("# Our household. These comments are ours, and stay.")
    assert '"INFO"  # as quiet as we like it' in written
    assert "# A film that nobody has is no film." in written
    household.until(lambda: household.child("Radarr").pid not in (before, None))


def test_what_cannot_be_read_is_said_at_its_field_before_anything_is_saved(chromium, household):
    before = (household.folder / "config.toml").read_text()
    with opened(chromium, household.at("/configuration")) as page:
        page.get_by_role("textbox", name="Quarantine for").fill("a while")
        page.get_by_text("1 problem").first.wait_for()
    assert (household.folder / "config.toml").read_text() == before


def test_no_secret_reaches_the_browser(chromium, household):
    told = []

    def read(route):
        answer = route.fetch()
        told.append(answer.text())
        route.fulfill(response=answer)

    with opened(chromium, household.at("/")) as page:
        page.get_by_role("heading", name="Overview").wait_for()
        page.route("**/api/config*", read)
        page.route("**/api/config/schemas", read)
        page.goto(f"{household.address}configuration")
        page.get_by_role("button", name="Radarr").first.wait_for()
        page.get_by_role("textbox", name="Loop sleep timer").wait_for()
    told = "".join(told)
    assert "ConsoleLevel" in told
    assert household.radarr.api_key not in told
    assert "adminadmin" not in told
    assert household.token not in told


def test_a_plugin_is_switched_off_and_on(chromium, household):
    def slow_is(on):
        tables = tomllib.loads((household.folder / "config.toml").read_text())
        return tables["Plugins"]["slow"].get("Enabled", True) is on

    with opened(chromium, household.at("/plugins")) as page:
        switch = page.get_by_role("switch", name="slow is switched on")
        expect(switch).to_be_checked()
        switch.press("Space")
        household.until(lambda: slow_is(False))
        page.get_by_text("slow is off").first.wait_for()
        expect(switch).not_to_be_checked()
        expect(switch).to_be_enabled()
        switch.press("Space")
        household.until(lambda: slow_is(True))


def test_a_log_is_followed_live(chromium, household):
    with opened(chromium, household.at("/logs/Radarr")) as page:
        page.get_by_label("Search in this log").wait_for()
        title = "Pandoras.Box.1929.1080p.BluRay.x264-GRP"
        assert page.get_by_text(title).count() == 0
        torrent = household.client.add(title, category="radarr", state="stalledUP", ratio=0.1)
        household.radarr.grab(household.radarr.add_movie("Pandoras Box", year=1929), torrent.upper(), title)
        page.get_by_text(title).first.wait_for()


@pytest.fixture(scope="module")
def alice(household):
    """Her password: she has an account."""
    password = "correct horse battery"
    subprocess.run(
        [sys.executable, "-m", "qbitrr", "webui", "password", "--username", "alice"],
        env=household._environment(),
        input=f"{password}\n",
        text=True,
        check=True,
    )
    return password


def sign_in(page, password):
    page.get_by_label("Name").fill("alice")
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_role("heading", name="Overview", exact=True).wait_for()


def test_who_has_an_account_signs_in_and_out(chromium, household, alice):
    with opened(chromium, household.address) as page:
        sign_in(page, alice)
        page.reload()
        page.get_by_role("heading", name="Overview", exact=True).wait_for()  # the session is in a cookie
        page.get_by_role("button", name="alice").first.click()
        page.get_by_role("menuitem", name="Sign out", exact=True).click()
        page.get_by_role("heading", name="Sign in").wait_for()


def test_a_session_that_is_ended_elsewhere_ends_here_by_itself(chromium, household, alice):
    with opened(chromium, household.address) as here, opened(chromium, household.address) as there:
        sign_in(here, alice)
        sign_in(there, alice)
        there.goto(f"{household.address}access")
        there.get_by_role("button", name="Sign out everywhere").click()
        there.get_by_role("dialog").get_by_role("button", name="Sign out everywhere").click()
        here.get_by_role("heading", name="Sign in").wait_for()


def test_too_many_wrong_passwords_are_refused_and_say_until_when(chromium, household, alice):
    with opened(chromium, household.address) as page:
        page.get_by_role("heading", name="Sign in").wait_for()
        for _ in range(12):
            page.get_by_label("Name").fill("alice")
            page.get_by_label("Password", exact=True).fill("wrong horse")
            page.get_by_role("button", name="Sign in", exact=True).click()
            page.get_by_role("alert").wait_for()
            page.wait_for_function("() => document.querySelector('input[name=password]').value === ''")
        assert "Too many attempts" in page.get_by_role("alert").inner_text()
