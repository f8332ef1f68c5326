"""A rule that is trusted little, and a torrent that a person protects, from the configuration to the client."""


def trust(world, word):
    world.configure(world.config.read_text().replace("[Plugins.stalled]\n", f'[Plugins.stalled]\nTrust = "{word}"\n'))


def entries(world):
    return [(one["action"], one["outcome"]) for one in world.json("history")]


def test_a_rule_that_is_only_observed_says_what_it_would_do(world, stalled):
    trust(world, "observe")
    assert world("run", "--once").exit_code == 0
    assert world("run", "--once").exit_code == 0
    assert entries(world) == [("remove", "observed")]
    assert world.qbittorrent.torrents[stalled]["state"] == "stalledDL"
    told = world("why", stalled, width=200).stdout
    assert "stalled would remove it, but is not trusted so far" in told


def test_a_rule_that_is_trusted_as_usual_quarantines(world, stalled):
    assert world("run", "--once").exit_code == 0
    assert entries(world) == [("remove", "done")]
    assert world.json("restore", "--list")


def test_a_trust_that_cannot_be_read_removes_nothing_and_is_said(world, stalled):
    trust(world, "a bit")
    told = world("config", "check", width=200)
    assert told.exit_code == 1
    assert "expected 'observe', 'tag', 'quarantine' or 'remove'" in told.stdout + told.stderr
    world("run", "--once")
    assert world.json("restore", "--list") == []


def test_a_protected_torrent_stays(world, stalled):
    trust(world, "observe")
    world("run", "--once")
    assert world("protect", stalled, "--reason", "it is rare").exit_code == 0
    world.configure(world.config.read_text().replace('Trust = "observe"\n', ""))
    world("run", "--once")
    assert world.json("restore", "--list") == []
    assert "by a person: it is rare" in world("why", stalled, width=200).stdout
