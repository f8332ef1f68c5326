"""What a person should look at, the gravest first, and where on the page it is shown or mended. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import quote

from qbitrr.control import words
from qbitrr.control.concerns import About, Concern
from qbitrr.control.health import Health
from qbitrr.control.stuck import Stuck
from qbitrr.logs import file_name

from ..shapes.base import Tone
from ..shapes.state import Attention
from .logfiles import ENDING
from .plain import said

TORRENTS = "/torrents?attention=true"
MOST = 50
MOST_STUCK = 5
ORDER: tuple[Tone, ...] = ("bad", "attention", "neutral", "good")


@dataclass(frozen=True, slots=True)
class Place:
    """How grave a concern is, where it is mended, and what can be done about it at once."""

    tone: Tone
    link: Callable[[Concern], str]
    action: str = ""


def log_of(concern: Concern) -> str:
    return f"/logs/{quote(file_name(concern.name).removesuffix(ENDING), safe='')}"


PLACES: Mapping[About, Place] = {
    About.SUPERVISOR: Place("bad", lambda _: "/processes"),
    About.CONFIGURATION: Place("bad", lambda _: "/configuration"),
    About.PROCESS: Place("bad", log_of),
    About.CLIENT: Place("bad", log_of),
    About.CATEGORY: Place("attention", lambda _: "/configuration"),
    About.PLUGIN: Place("attention", lambda _: "/plugins"),
    About.SOURCE: Place("attention", log_of),
    About.FIRST_CYCLE: Place("neutral", lambda _: "/processes"),
    About.FREEZE: Place("bad", lambda _: "/plan", "unfreeze"),
    About.SEARCHING: Place("attention", lambda _: "/search"),
}
"""What is stuck is told one by one from what is known of it, not from a sentence."""


def attention_of(health: Health, *, troubled: int = 0) -> tuple[Attention, ...]:
    """``troubled``: so many torrents have failed, or their client says that something is wrong with them."""
    found = [*_concerns(health), *_waiting(health), *_stuck(health.remembered.stuck)]
    if troubled:
        text = "1 torrent is in trouble" if troubled == 1 else f"{troubled} torrents are in trouble"
        found.append(Attention(tone="attention", text=f"{text}: failed, or with an error.", link=TORRENTS))
    return tuple(sorted(found, key=lambda one: ORDER.index(one.tone))[:MOST])


def _concerns(health: Health) -> Iterator[Attention]:
    for concern in health.concerns:
        if place := PLACES.get(concern.about):
            yield Attention(
                tone=place.tone,
                text=_sentence(concern.what),
                link=place.link(concern),
                section=concern.name,
                action=place.action,
            )


def _waiting(health: Health) -> Iterator[Attention]:
    if number := len(health.remembered.rejected):
        waits = "1 complete download was rejected and waits" if number == 1 else f"{number} were rejected and wait"
        text = f"{waits} for your word: discard, protect, or import by hand."
        yield Attention(tone="attention", text=text, link=TORRENTS)
    if number := len(health.remembered.unfinished):
        text = "1 action is" if number == 1 else f"{number} actions are"
        yield Attention(tone="neutral", text=f"{text} begun and not finished yet.", link="/plan")


def _stuck(known: tuple[Stuck, ...]) -> Iterator[Attention]:
    for one in known[:MOST_STUCK]:
        text = (
            f"{one.section}: {one.title} has failed {one.failures} times and is not searched for before "
            f"{words.moment(one.until)}."
        )
        yield Attention(tone="attention", text=said(text), link="/search", section=one.section)
    if (more := len(known) - MOST_STUCK) > 0:
        text = f"{more} more are not searched for, as their downloads keep failing."
        yield Attention(tone="attention", text=text, link="/search")


def _sentence(text: str) -> str:
    """With a capital letter where it begins with a word of ours, and a full stop."""
    shown = said(text)
    return shown if shown.endswith((".", "!", "?", "…")) else f"{shown}."
