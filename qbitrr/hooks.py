"""One typed method for each hook: the only place that calls plugins, so the only place that has to survive them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

import pluggy

from .actions import Action, Proposal
from .answers import an, indexers, nothing, observations, proposals, sentences
from .domain import (
    Classification,
    Decision,
    Download,
    Failure,
    HealthReport,
    Outcome,
    Said,
    Torrent,
    Veto,
)
from .errors import Shutdown, SkipTorrent, Unavailable, described
from .facts import Facts, Observation
from .host import Host
from .ports import View
from .searching.values import Indexer, LibrarySearch, SearchOutcome, WantedList

if TYPE_CHECKING:
    from typer import Typer

type Watcher = Callable[[Failure], None]


@dataclass(frozen=True, slots=True)
class Answers[T]:
    """What the plugins said, who said it, and who could not say."""

    given: Said[T] = ()
    failed: tuple[Failure, ...] = ()

    @property
    def values(self) -> tuple[T, ...]:
        return tuple(value for _, value in self.given)


@dataclass(frozen=True, slots=True)
class _Implementation:
    plugin: str
    function: Callable[..., object]
    arguments: tuple[str, ...]


class Hooks:
    """Asks every registered plugin, one by one. Register plugins first: what comes later is not asked."""

    def __init__(self, manager: pluggy.PluginManager, failed: Watcher = lambda _: None) -> None:
        self._failed = failed
        self._implementations = {
            name: tuple(
                _Implementation(impl.plugin_name, impl.function, tuple(impl.argnames))
                for impl in reversed(caller.get_hookimpls())
            )
            for name, caller in vars(manager.hook).items()
            if isinstance(caller, pluggy.HookCaller)
        }

    @property
    def plugins(self) -> frozenset[str]:
        """The names of all plugins that implement any hook."""
        return frozenset(impl.plugin for impls in self._implementations.values() for impl in impls)

    def answers(self, hook: str) -> bool:
        """Whether any plugin implements a hook."""
        return bool(self._implementations[hook])

    def commands(self, host_of: Callable[[str], Host]) -> Answers[Typer]:
        from typer import Typer  # noqa: PLC0415 -- only the command line needs it

        return self._ask("qbitrr_commands", an(Typer), lambda plugin: {"host": host_of(plugin)})

    def worker_start(self, host_of: Callable[[str], Host]) -> Answers[None]:
        """Tell every plugin, each with a host of its own."""
        return self._ask("qbitrr_worker_start", nothing, lambda plugin: {"host": host_of(plugin)})

    def worker_stop(self) -> Answers[None]:
        return self._ask("qbitrr_worker_stop", nothing, {})

    def cycle_start(self, now: datetime) -> Answers[None]:
        return self._ask("qbitrr_cycle_start", nothing, {"now": now})

    def cycle_end(self, decisions: Sequence[Decision], now: datetime) -> Answers[None]:
        return self._ask("qbitrr_cycle_end", nothing, {"decisions": decisions, "now": now})

    def fetch(self, now: datetime) -> Facts:
        """Gather what everybody knows; who could not say is in ``missing``."""
        given = self._ask("qbitrr_fetch", observations, {"now": now})
        return Facts(_agreed(given.given), {failure.plugin: failure.error for failure in given.failed})

    def woken(self, now: datetime) -> Answers[None]:
        return self._ask("qbitrr_woken", nothing, {"now": now})

    def classify(self, torrent: Torrent, facts: Facts) -> Answers[Classification]:
        return self._ask("qbitrr_classify", _classification, {"torrent": torrent, "facts": facts})

    def health_check(
        self, torrent: Torrent, classification: Classification, download: Download, facts: Facts, now: datetime
    ) -> Answers[HealthReport]:
        return self._ask(
            "qbitrr_health_check",
            _report,
            {
                "torrent": torrent,
                "classification": classification,
                "download": download,
                "facts": facts,
                "now": now,
            },
        )

    def action(
        self,
        torrent: Torrent,
        classification: Classification,
        download: Download,
        reports: Sequence[HealthReport],
        facts: Facts,
        now: datetime,
    ) -> Answers[Action]:
        return self._ask(
            "qbitrr_action",
            _action,
            {
                "torrent": torrent,
                "classification": classification,
                "download": download,
                "reports": reports,
                "facts": facts,
                "now": now,
            },
        )

    def balance(
        self, view: View, client: str, held: Mapping[str, datetime], stopped_by_us: frozenset[str], now: datetime
    ) -> Answers[Sequence[Proposal]]:
        return self._ask(
            "qbitrr_balance",
            proposals,
            {"view": view, "client": client, "held": held, "stopped_by_us": stopped_by_us, "now": now},
        )

    def pre_action(self, action: Action, torrent: Torrent, classification: Classification) -> Answers[Veto]:
        return self._ask(
            "qbitrr_pre_action", _veto, {"action": action, "torrent": torrent, "classification": classification}
        )

    def execute(
        self, action: Action, torrent: Torrent, classification: Classification, tried_at: datetime | None
    ) -> Answers[Outcome]:
        """Ask the owner, then the others, until one plugin has carried it out, or has failed in the attempt."""
        return self._ask(
            "qbitrr_execute",
            _outcome,
            {"action": action, "torrent": torrent, "classification": classification, "tried_at": tried_at},
            first=classification.owner,
        )

    def post_action(self, outcome: Outcome, torrent: Torrent) -> Answers[None]:
        return self._ask("qbitrr_post_action", nothing, {"outcome": outcome, "torrent": torrent})

    def wanted(self, facts: Facts, now: datetime) -> Answers[WantedList]:
        """What each library lacks, by the name of its owner."""
        return self._ask("qbitrr_wanted", _wanted_list, {"facts": facts, "now": now})

    def search(self, search: LibrarySearch, now: datetime, tried_at: datetime | None) -> Answers[SearchOutcome]:
        """Ask the owner of the library, and nobody else if it answers or fails."""
        return self._ask(
            "qbitrr_search",
            _search_outcome,
            {"search": search, "now": now, "tried_at": tried_at},
            first=search.owner,
        )

    def indexers(self, now: datetime) -> Answers[Sequence[Indexer]]:
        return self._ask("qbitrr_indexers", indexers, {"now": now})

    def tend(self, facts: Facts, now: datetime) -> Answers[Sequence[str]]:
        return self._ask("qbitrr_tend", sentences, {"facts": facts, "now": now})

    def _ask[T](
        self,
        hook: str,
        check: Callable[[object], T],
        arguments: Mapping[str, object] | Callable[[str], Mapping[str, object]],
        *,
        first: str | None = None,
    ) -> Answers[T]:
        """Call each implementation on its own, so that one failure costs one answer.

        ``first`` is the plugin to begin with where one answer is enough: no other may come between.
        """
        implementations = self._implementations[hook]
        if first is not None:
            implementations = tuple(sorted(implementations, key=lambda impl: impl.plugin != first))
        given: list[tuple[str, T]] = []
        failed: list[Failure] = []
        for impl in implementations:
            try:
                values = arguments(impl.plugin) if callable(arguments) else arguments
                answer = impl.function(*[values[name] for name in impl.arguments])
                if answer is None:
                    continue
                checked = check(answer)
            except (Shutdown, KeyboardInterrupt):
                raise
            except BaseException as error:  # noqa: BLE001 -- foreign code: whatever it does costs its answer only
                failed.append(self._failure(impl.plugin, hook, error))
            else:
                given.append((impl.plugin, checked))
            if first is not None:
                break
        return Answers(tuple(given), tuple(failed))

    def _failure(self, plugin: str, hook: str, error: BaseException) -> Failure:
        failure = Failure(plugin, hook, described(error))
        if not isinstance(error, Unavailable | SkipTorrent):
            self._failed(failure)
        return failure


def _agreed(given: Said[Sequence[Observation]]) -> dict[tuple[str, str], Observation]:
    """What was seen. What two plugins tell of is doubted; it is told as its source does, if that is one of them."""
    seen: dict[tuple[str, str], Observation] = {}
    by: dict[tuple[str, str], str] = {}
    for plugin, told in given:
        for one in told:
            key = one.kind, one.source
            if by.setdefault(key, plugin) != plugin:
                kept = one if plugin == one.source else seen[key]
                seen[key] = replace(kept, complete=False, why_incomplete=f"both {by[key]} and {plugin} tell of it")
            else:
                seen[key] = one
    return seen


_classification = an(Classification)
_report = an(HealthReport)
_action = an(Action)
_veto = an(Veto)
_outcome = an(Outcome)
_wanted_list = an(WantedList)
_search_outcome = an(SearchOutcome)
