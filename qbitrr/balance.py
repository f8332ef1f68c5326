"""What the rules that look at a client as a whole propose: checked, and done as far as it can be undone."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from .actions import Action, Expire, Limit, Promote, Proposal, Start, Stop, Tag
from .domain import Classification, Decision, Said, Torrent
from .execution import Executor
from .facts import Facts
from .hooks import Hooks
from .pipeline import views_of
from .ports import View
from .safeguards import Safeguards
from .similar import stopped_for_space_elsewhere
from .standing import Standing
from .trust import Trust, powerless, trust_in
from .wording import to_do

log = logging.getLogger(__name__)

PRECEDENCE: tuple[type[Action], ...] = (Expire, Stop, Start, Limit, Tag, Promote)
"""All that can be proposed for a client as a whole; of several for one torrent the first is chosen."""

AT_ONCE = 50
"""No more than so many proposals are carried out before the client is looked at again."""

AT_MOST_EVERY = timedelta(seconds=5)
AT_LEAST_EVERY = timedelta(minutes=1)
"""How often the rules are asked while the client changes, and while nothing but time passes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """A client at one moment, as the core knows it: what is held since when, and what qbitrr has stopped, by hash."""

    view: View
    held: Mapping[str, datetime]
    due: frozenset[str]
    stopped_by_us: frozenset[str]
    protected: Mapping[tuple[str, str], str]


@dataclass(slots=True)
class Balance:
    """Asks the rules of a client's own section about all of its torrents, when something may have changed."""

    client: str
    hooks: Hooks
    executor: Executor
    safeguards: Safeguards
    beat: Callable[[], None] = lambda: None
    decided: tuple[Decision, ...] = ()
    """What came of it when they were last asked."""
    _asked_at: datetime | None = None
    _news: bool = True
    _before: View = field(default_factory=View)
    _refused: frozenset[tuple[str, str, str]] = frozenset()

    def turn(self, facts: Facts, standing: Standing, now: datetime) -> None:
        """Ask, if it is time to, and do what may be done. While the client is not wholly known nobody is asked."""
        view = views_of(facts).get(self.client)
        if view is None or not view.complete:
            self.decided = ()
            return
        self._news = self._news or bool(view.changed or view.gone) or view.server != self._before.server
        self._before = view
        if not self._is_due(now):
            return
        self._asked_at, self._news, self.decided = now, False, ()
        whole = self._whole(view, standing, now)
        answers = self.hooks.balance(view, self.client, whole.held, whole.stopped_by_us, now)
        refused = set()
        for plugin, proposal in _chosen(answers.given):
            if why := objection(plugin, proposal, whole, self.safeguards):
                refused.add((plugin, proposal.hash, why))
            elif proposal.hash not in whole.due:
                self.beat()
                self._carry_out(plugin, proposal, view.torrents[proposal.hash], now)
        self._say(frozenset(refused))

    def _is_due(self, now: datetime) -> bool:
        if self._asked_at is None or now < self._asked_at:
            return True
        return now - self._asked_at >= (AT_MOST_EVERY if self._news else AT_LEAST_EVERY)

    def _whole(self, view: View, standing: Standing, now: datetime) -> Whole:
        kept = [one for one in self.executor.store.quarantine.held() if one.client == self.client]
        ours = {torrent for client, torrent in standing.stopped_by_us if client == self.client}
        tagged = {key for key, torrent in view.torrents.items() if stopped_for_space_elsewhere(torrent)}
        return Whole(
            view=view,
            held={one.hash: one.held_at for one in kept},
            due=frozenset(one.hash for one in kept if one.expires_at <= now),
            stopped_by_us=frozenset(ours | tagged),
            protected=standing.protected,
        )

    def _carry_out(self, plugin: str, proposal: Proposal, torrent: Torrent, now: datetime) -> None:
        action = proposal.action
        decision = Decision(
            torrent=torrent,
            classification=Classification(self.executor.owner, library=False),
            download=None,
            proposals=((plugin, action),),
            action=action,
            by=plugin,
            why=action.reason,
        )
        self.decided = (*self.decided, decision)
        self.executor.carry_out(decision, now)

    def _say(self, refused: frozenset[tuple[str, str, str]]) -> None:
        """Say once what is refused, until it is not."""
        for plugin, torrent, why in sorted(refused - self._refused):
            log.info("%s: what %s proposes for %s is not done: %s", self.client, plugin, torrent[:8], why)
        self._refused = refused


def objection(plugin: str, proposal: Proposal, whole: Whole, safeguards: Safeguards) -> str:
    """Why a proposal is not carried out, or an empty string."""
    action, torrent = proposal.action, whole.view.torrents.get(proposal.hash)
    if type(action) not in PRECEDENCE:
        return f"{type(action).__name__} is nothing that can be proposed for a client as a whole"
    if torrent is None:
        return "there is no such torrent"
    if why := safeguards.protected.why(torrent) or whole.protected.get(torrent.key, ""):
        return why
    if trust_in(plugin, safeguards.trust) is Trust.OBSERVE:
        return f"the rule is only trusted to observe: it would {to_do(action)} ({action.reason})"
    if isinstance(action, Expire):
        if powerless(plugin, safeguards.trust):
            return "the rule is not trusted to take anything away"
        return "" if proposal.hash in whole.held else "it is not in quarantine"
    if proposal.hash in whole.held:
        return "it is in quarantine"
    if isinstance(action, Start) and proposal.hash not in whole.stopped_by_us:
        return "it was not stopped by qbitrr"
    return ""


def _chosen(given: Said[object]) -> Iterator[tuple[str, Proposal]]:
    """One proposal for each torrent, in the order in which the rules gave them, and no more than fit into a cycle."""
    best: dict[str, tuple[str, Proposal]] = {}
    for plugin, proposals in given:
        for proposal in proposals if isinstance(proposals, list | tuple) else ():
            known = best.get(proposal.hash)
            if known is None or _rank(proposal) < _rank(known[1]):
                best[proposal.hash] = plugin, proposal
    yield from tuple(best.values())[:AT_ONCE]


def _rank(proposal: Proposal) -> int:
    """What cannot be proposed comes first, so that it is refused aloud."""
    kind = type(proposal.action)
    return PRECEDENCE.index(kind) if kind in PRECEDENCE else -1
