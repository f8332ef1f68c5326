"""The options of the core's own sections."""

from datetime import time

import pytest

from qbitrr.config import QbitConfig, Settings, validate
from qbitrr.config.search import read_quiet


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


@pytest.mark.parametrize("text", ["23:00", "23:00-23:00", "late-early", "23-25:00", "", "07:00+01:00-08:00"])
def test_hours_that_are_no_hours_are_refused(text):
    _, problems = validate(Settings, "Settings", {"Search": {"QuietHours": [text]}}, {})
    assert [one.key for one in problems] == ["Search.QuietHours[0]"]
    assert problems[0].expected == 'two times of day such as "23:00-07:00"'


def test_quiet_hours_may_begin_before_midnight():
    assert read_quiet("23:00 - 07:30") == (time(23), time(7, 30))
