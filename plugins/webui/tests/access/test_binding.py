"""Security: the page listens on this machine alone unless it is told otherwise."""

import socket

import pytest
from qbitrr_webui.options import Options
from qbitrr_webui.server import Server, listening


def addresses(sockets):
    found = {one.getsockname()[0] for one in sockets}
    for one in sockets:
        one.close()
    return found


def test_it_listens_on_this_machine_alone(made):
    assert addresses(listening(made(webui="").web.options.host, 0)) == {"127.0.0.1"}
    assert Options().host == "127.0.0.1"


def test_it_listens_elsewhere_when_told(made):
    assert addresses(listening(made(webui='Host = "0.0.0.0"\n').web.options.host, 0)) == {"0.0.0.0"}


def test_the_environment_may_tell_it_as_in_a_container(made):
    assert made(webui="", environ={"QBITRR_WEBUI_HOST": "0.0.0.0"}).web.options.host == "0.0.0.0"


@pytest.mark.parametrize("wrong", ["Host = 0", 'Host = ""', "Host = ['0.0.0.0']"])
def test_a_host_that_cannot_be_read_is_this_machine(made, wrong):
    host = made(webui=f"{wrong}\n").web.options.host
    assert host in ("127.0.0.1", "0")
    assert host != "0" or addresses(listening("127.0.0.1", 0)) == {"127.0.0.1"}


def test_nobody_else_reaches_it(world):
    server = Server(world.app, "127.0.0.1", 0)
    server.start()
    try:
        own = socket.gethostbyname(socket.gethostname())
        if own.startswith("127."):
            pytest.skip("this machine has no other address")
        with pytest.raises(OSError, match=r".*"):
            socket.create_connection((own, server.port), timeout=2)
    finally:
        server.close()


def test_all_addresses_of_a_name_have_one_port(monkeypatch):
    found = [
        (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", 0)),
        (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.2", 0)),
    ]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    sockets = listening("two.lan", 0)
    assert len({one.getsockname()[1] for one in sockets}) == 1
    assert addresses(sockets) == {"127.0.0.1", "127.0.0.2"}
