"""What the core asks of the half of a plugin that looks for what its library lacks, in a test's words."""

from qbitrr import LibrarySearch, Want

LATER = 31 * 60
"""Seconds after which the library is read again."""


def listed(world, seconds=0.0):
    """The list of what is wanted, after a cycle of its own."""
    world.look(seconds)
    return world.plugin.qbitrr_wanted(world.facts, world.now)


def wants(world, seconds=0.0):
    """What may be searched for, in the order of its worth: title and want."""
    able = [one for one in listed(world, seconds).media if not one.why_not]
    ranked = sorted(able, key=lambda one: (not one.urgent, list(Want).index(one.want), one.order, one.media_id))
    return [(one.title, str(one.want)) for one in ranked]


def titles(world, seconds=0.0):
    return [title for title, _ in wants(world, seconds)]


def reasons(world, seconds=0.0):
    """Why what is wanted may not be searched for now, by title."""
    return {one.title: one.why_not for one in listed(world, seconds).media if one.why_not}


def search(world, *media_ids, want=Want.MISSING, group="", tried_at=None, seconds=0.0):
    """Make a search: the answer and what is said of it."""
    world.clock.passes(seconds)
    order = LibrarySearch(owner=world.name, media_ids=media_ids, title="it", want=want, group=group)
    outcome = world.plugin.qbitrr_search(order, world.now, tried_at)
    return str(outcome.answer), outcome.detail


def ordered(world):
    """The searches that the app was told to make, without what only the app adds."""
    return [
        {name: value for name, value in order.items() if name != "name"} | {"name": order["name"]}
        for order in world.orders()
        if order["name"].endswith("Search")
    ]
