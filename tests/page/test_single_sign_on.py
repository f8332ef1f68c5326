"""Single sign-on in a real browser: it comes back to where it left, and is told why it may not come in."""

import pytest

from qbitrr import page as page_of
from qbitrr.testing.simulated_qbittorrent import SimulatedQbittorrent
from qbitrr.testing.simulated_radarr import SimulatedRadarr
from tests.daemon import Daemon
from tests.oidc_provider import CLIENT, SECRET, Provider
from tests.page.browser import opened

pytestmark = pytest.mark.slow

CONFIGURATION = """
[WebUI]
Port = 0
OIDCEnabled = true

[WebUI.OIDC]
Authority = "{provider.issuer}"
ClientId = "{client_id}"
ClientSecret = "{secret}"
RequireClaim = "groups"
RequireValue = ["qbitrr"]

[qBit]
Host = "127.0.0.1"
Port = {client.port}
UserName = "admin"
Password = "adminadmin"

[Radarr]
URI = "{radarr.url}"
APIKey = "{radarr.api_key}"
Category = "radarr"
"""


@pytest.fixture(scope="module")
def provider():
    one = Provider()
    yield one
    one.close()


@pytest.fixture(scope="module")
def address(tmp_path_factory, provider):
    folder = tmp_path_factory.mktemp("sign-on")
    with (
        SimulatedQbittorrent(folder=folder / "downloads") as client,
        SimulatedRadarr(
            client_port=client.port,
            client_username="admin",
            client_password="adminadmin",
            root_folder=folder / "library",
        ) as radarr,
    ):
        daemon = Daemon(folder / "data")
        parts = {"provider": provider, "client": client, "radarr": radarr}
        written = CONFIGURATION.format(client_id=CLIENT, secret=SECRET, **parts)
        (daemon.folder / "config.toml").write_text(written)
        file = page_of.address_file(daemon.folder / "run")
        try:
            daemon.start()
            daemon.until(file.exists)
            yield file.read_text().strip()
        finally:
            daemon.end()


def test_a_person_comes_back_to_where_they_were(chromium, address):
    with opened(chromium, f"{address}logs") as page:
        page.get_by_role("link", name="Sign in with single sign-on").click()
        page.get_by_role("heading", name="Logs", exact=True, level=1).wait_for()
        assert page.url == f"{address}logs"


def test_a_person_who_may_not_is_told_so_once(chromium, address, provider):
    provider.changed = {"groups": ["others"]}
    with opened(chromium, address) as page:
        page.get_by_role("link", name="Sign in with single sign-on").click()
        page.get_by_role("alert").get_by_text("you are not among those who may sign in here").wait_for()
        assert page.url == address
        provider.changed = {}
        page.get_by_role("link", name="Sign in with single sign-on").click()
        page.get_by_role("heading", level=1).filter(has_not_text="Sign in").wait_for()
        assert page.url == address
