"""The options of [WebUI], and how they follow the file."""

import pytest
from pydantic import ValidationError
from qbitrr_webui.options import Options
from webui_world import ACCOUNT, TOKEN

OLD = """
Host = "0.0.0.0"
Port = 6969
Token = "abc"
AuthDisabled = false
AllowInsecureExposure = false
AllowInsecureTokenQuery = false
BehindHttpsProxy = false
UrlBase = ""
LocalAuthEnabled = false
OIDCEnabled = false
Username = ""
PasswordHash = ""
[WebUI.OIDC]
Authority = ""
ClientId = ""
ClientSecret = ""
Scopes = "openid profile"
CallbackPath = "/signin-oidc"
RequireHttpsMetadata = true
"""


def test_they_are_frozen():
    with pytest.raises(ValidationError):
        Options().port = 1


def test_the_section_of_an_old_file_is_read(made):
    world = made(webui=OLD)
    assert world.web.options.host == "0.0.0.0"
    assert not world.web.reread.doubtful


def test_keys_of_an_old_file_that_are_the_pages_own_now_are_passed_over(made):
    world = made(webui=f'{ACCOUNT}Theme = "Dark"\nLiveArr = true\nViewDensity = "Compact"\n')
    assert world.browser().sign_in().status_code == 200


def test_nor_do_they_matter_where_old_files_have_them(made):
    world = made(webui=f'{ACCOUNT}[WebUI.OIDC]\nTheme = "Dark"\nLiveArr = true\nViewDensity = "Compact"\n')
    assert not world.web.reread.doubtful
    assert world.browser().sign_in().status_code == 200


def test_a_change_of_the_file_takes_effect_at_once(world):
    assert world.web.options.token.get_secret_value() == ""
    world.write(f'Token = "{TOKEN}"\n')
    assert world.web.options.token.get_secret_value() == TOKEN


def test_an_untouched_file_is_not_read_again(world, monkeypatch):
    _ = world.web.options
    monkeypatch.setattr("qbitrr_webui.reread.read", lambda _: pytest.fail("it was"))
    assert world.web.options.username == "alice"


@pytest.mark.parametrize("text", ["[WebUI", "", 'WebUI = "on"\n', "[WebUI]\nPort = 'x'\n", "\xff"])
def test_what_cannot_be_read_leaves_the_last_good_ones(world, text, caplog):
    before = world.web.options
    world.file.write_bytes(text.encode("latin-1"))
    if text == "":
        world.file.unlink()
    assert world.web.options == before
    assert "keeps its former options" in caplog.text
    assert world.browser().sign_in().status_code == 200


def test_the_file_mended_counts_again(world):
    world.file.write_text("[WebUI")
    _ = world.web.options
    world.write(f'{ACCOUNT}Token = "{TOKEN}"\n')
    assert world.web.options.token.get_secret_value() == TOKEN


def test_one_that_is_wrong_does_not_close_the_others(made):
    """The page is where people see what is wrong."""
    world = made(webui=f"{ACCOUNT}Prot = 7000\n")
    assert world.web.reread.doubtful
    assert world.browser().sign_in().status_code == 200


@pytest.mark.parametrize(
    ("webui", "name"),
    [
        (f'{ACCOUNT}LocalAuthEnabled = "flase"\n', "with_password"),
        ('AuthDisabled = "yess"\n', "auth_disabled"),
        ("Token = 5.5\nPort = 'x'\nHosts = 3\n", "with_oidc"),
    ],
)
def test_a_way_in_that_cannot_be_read_is_closed(made, webui, name):
    assert getattr(made(webui=webui).web.options, name) is False


def test_without_a_section_they_are_the_defaults(made):
    world = made()
    world.file.write_text("[Settings]\n")
    world.start()
    assert world.web.options == Options()
    assert not world.web.reread.doubtful


def test_the_environment_wins(made):
    world = made(webui="Port = 1\n", environ={"QBITRR_WEBUI_PORT": "7000", "QBITRR_WEBUI_OIDC_CLIENT_ID": "x"})
    assert (world.web.options.port, world.web.options.oidc.client_id) == (7000, "x")
    assert world.web.reread.from_environment == {"Port", "OIDC.ClientId"}
