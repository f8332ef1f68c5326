"""The options of the core's own sections."""

import pytest

from qbitrr.config import QbitConfig, validate


@pytest.mark.parametrize("host", ["localhost", "192.0.2.7", "box:9090", "https://box/qb", "http://[::1]:8080"])
def test_a_host_is_a_name_an_address_or_a_url(host):
    assert QbitConfig(host=host).host == host


@pytest.mark.parametrize(
    "host", ["http://box:99999", "http://[::1", "box:80:90", "ftp://box", "http://", "https://box:0"]
)
def test_a_host_that_no_url_can_be_made_of_is_refused(host):
    _, problems = validate(QbitConfig, "qBit", {"Host": host}, {})
    assert [(problem.key, problem.fatal) for problem in problems] == [("Host", True)]
    assert "https://seedbox:8080" in problems[0].expected
