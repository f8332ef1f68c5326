"""One section's cycle with its effects: fetch, judge, carry out, remember."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from . import persons
from .balance import Balance
from .domain import Decision, Download
from .execution import Executor
from .facts import Facts
from .host import nobody_knows
from .inventory import Inventory
from .lifecycle import Stage
from .observing import Observing
from .pipeline import Cycle, Key, views_of
from .ports import Client
from .quarantine import RUNNING, SETTLING, Sweep
from .recording.recorder import Recorder
from .section import Section, hosts, paths_of
from .standing import Standing, standing_of
from .store.store import Store
from .tracking import unseen
from .watching import Watch
from .work import STOPPED_BY_US

log = logging.getLogger(__name__)

PROGRESS_KEPT_EVERY = timedelta(minutes=1)
"""How often mere progress is written to the store; whatever else changes is written at once."""


class Cycling:
    """Runs a section's cycles and remembers what must survive the process."""

    def __init__(
        self,
        section: Section,
        clients: Mapping[str, Client],
        store: Store,
        beat: Callable[[], None] = lambda: None,
        inventory: Callable[[], Inventory] = nobody_knows,
        record_after: timedelta = timedelta(0),
    ) -> None:
        self.section = section
        self.store = store
        self._beat = beat
        self._inventory = inventory
        self._clients = clients
        self.executor = self._new_executor()
        self._balance = self._balance_of(section) if section.client else None
        self._saved: dict[Key, Download] = dict(section.pipeline.downloads)
        self._progress_due: datetime | None = None
        self._observing = Observing(section.name, store, dry_run=section.settings.dry_run)
        self._watch = Watch(store.notes(f"core.seen/{section.name}"), PROGRESS_KEPT_EVERY)
        self._recorder = Recorder(section.name, store, keep=section.settings.record_for, after=record_after)
        self.missing: Mapping[str, str] = {}
        self.facts = Facts()

    def _new_executor(self) -> Executor:
        return Executor(
            owner=self.section.name,
            hooks=self.section.hooks,
            clients=self._clients,
            store=self.store,
            retention=self.section.settings.quarantine_for,
            dry_run=self.section.settings.dry_run,
            tagless=self.section.settings.tagless,
            paths=paths_of(self.section.settings),
            loop_limits=self.section.safeguards.loops,
        )

    def _balance_of(self, section: Section) -> Balance:
        """The client as a whole, with an executor that remembers what is done for it, not for one torrent."""
        return Balance(section.client, section.hooks, self._new_executor(), section.safeguards, self._beat)

    def start(self) -> None:
        """Tell the plugins. One that cannot start may well have objected to a removal."""
        host_of = hosts(
            self.section.name, self.store, self.section.settings, self._inventory, self.section.safeguards.trust
        )
        told = self.section.hooks.worker_start(host_of)
        failed = (f"{failure.plugin} could not start ({failure.error})" for failure in told.failed)
        self.section.pipeline.distrust(" and ".join(failed))

    def stop(self) -> None:
        self.section.hooks.worker_stop()
        self._save(self.section.pipeline.downloads.values())
        self._recorder.close()

    def turn(self, now: datetime) -> Cycle:
        """Run one cycle."""
        hooks, pipeline = self.section.hooks, self.section.pipeline
        hooks.cycle_start(now)
        fetched = hooks.fetch(now)
        facts = pipeline.believe(fetched, now)
        missing = {**facts.missing, **_doubted(fetched, facts)}
        if self.missing.keys() - missing.keys():
            self.executor.pauses.cut_short(now)
        self.missing = missing
        self.facts = facts
        self._bridge(facts, now)
        settled = self._resume(facts, now)
        standing = self._standing(now)
        standing = replace(standing, held=standing.held | settled)
        cycle = pipeline.run(facts, now, standing)
        self._freeze(cycle.freeze, now)
        for key in settled:
            pipeline.look_again_at(key, now)
        for decision in cycle.decisions:
            self._beat()
            self._act(decision, now)
        self._observing.note(cycle.decisions, now)
        self._sweep(facts, standing, now)
        self._let_go(facts, standing, now)
        if self._balance:
            self._balance.turn(facts, standing, now)
            cycle = replace(cycle, of_client=self._balance.decided)
        self._remember(cycle, now)
        self._recorder.note(pipeline, facts, cycle, standing, now)
        hooks.cycle_end(cycle.decisions, now)
        return cycle

    def _bridge(self, facts: Facts, now: datetime) -> None:
        """After a time in which a client was not seen, no seeding is counted for it."""
        if not (gaps := self._watch.gaps(views_of(facts), now)):
            return
        downloads = self.section.pipeline.downloads
        for key, download in downloads.items():
            if download.seeding_since and download.client in gaps:
                downloads[key] = unseen(download, gaps[download.client], now)

    def _standing(self, now: datetime) -> Standing:
        limits = self.section.safeguards.limits
        return standing_of(self.section.name, self.store, limits, now, dry_run=self.executor.dry_run)

    def _resume(self, facts: Facts, now: datetime) -> frozenset[Key]:
        """Take up unfinished actions. Returns the torrents whose action is over: what was seen of them is old."""
        before = frozenset() if self.executor.dry_run else self._under_way()
        if not before:
            return before
        pipeline = self.section.pipeline
        bench = pipeline.bench(facts, now, self._standing(now))
        for download in self.executor.resume(views_of(facts), pipeline.downloads, bench):
            pipeline.downloads[download.key] = download
        return before - self._under_way()

    def _under_way(self) -> frozenset[Key]:
        return frozenset((one.client, one.hash) for one in self.store.journal.unsettled(self.section.name))

    def _act(self, decision: Decision, now: datetime) -> None:
        """Carry it out. What has come to another stage by that is judged in the next cycle in any case."""
        pipeline, key, before = self.section.pipeline, decision.torrent.key, decision.download
        if decision.action is None:
            if decision.refused and decision.download and not decision.download.protected:
                self.executor.account.refused(decision, now)
            return
        after = self.executor.carry_out(decision, now)
        if after is None:
            pipeline.look_again_at(key, now + timedelta(minutes=1))
            return
        pipeline.downloads[after.key] = after
        if before is None or after.stage is not before.stage:
            pipeline.look_again_at(key, now)

    def _freeze(self, reason: str, now: datetime) -> None:
        """Raise one alert when removals freeze, and say when the cause has passed."""
        freezes, name = self.store.freezes, self.section.name
        if reason and freezes.freeze(name, reason, now):
            log.error(
                "Removals of %s are frozen until the cause passes or you run `qbitrr unfreeze %s`: %s",
                name,
                name,
                reason,
            )
        elif not reason and not self.section.pipeline.frozen and freezes.lift(name, "the cause has passed", now):
            log.warning("Removals of %s are no longer frozen.", name)

    def _sweep(self, facts: Facts, standing: Standing, now: datetime) -> None:
        if not standing.held:
            return
        sweep = Sweep(
            executor=self.executor,
            views=views_of(facts),
            bench=self.section.pipeline.bench(facts, now, standing),
            limits=self.section.safeguards.limits,
        )
        for download in sweep.run():
            if download.stage is Stage.DELETED:
                self.section.pipeline.downloads[download.key] = download
            self._save([download])

    def _let_go(self, facts: Facts, standing: Standing, now: datetime) -> None:
        """What a person has started again is no longer stopped by qbitrr."""
        notes, views = self.store.notes(STOPPED_BY_US), views_of(facts)
        for client, torrent_hash in standing.stopped_by_us:
            torrent = views[client].torrents.get(torrent_hash) if client in views else None
            since = notes.get(f"{client}/{torrent_hash}") if torrent and torrent.state in RUNNING else None
            if isinstance(since, str) and now - datetime.fromisoformat(since) >= SETTLING:
                notes.put(f"{client}/{torrent_hash}", None)

    def _remember(self, cycle: Cycle, now: datetime) -> None:
        downloads = self.section.pipeline.downloads
        judged = {decision.torrent.key for decision in cycle.decisions}
        due = self._progress_due is None or now >= self._progress_due
        if due:
            self._progress_due = now + PROGRESS_KEPT_EVERY
        looked_at = downloads.keys() if due else downloads.keys() & judged
        changed = [one for key in looked_at if (one := downloads[key]) is not self._saved.get(key)]
        self._announce_imports(changed, now)
        self._save([*(one for one in changed if due or self._worth_writing(one)), *cycle.gone])
        self._forget([gone.key for gone in cycle.gone])

    def _forget(self, gone: Sequence[Key]) -> None:
        """What is there no more is not meant any more by what was said of it."""
        persons.forget(self.store, gone)
        self._observing.forget(gone)
        for key in gone:
            self._saved.pop(key, None)

    def _announce_imports(self, changed: Iterable[Download], now: datetime) -> None:
        """An import of a download that we have seen unfinished is news, whoever asked for it."""
        for download in changed:
            saved = self._saved.get(download.key)
            if download.imported_at is None or saved is None or saved.imported_at is not None:
                continue
            log.info("%s: imported, as %s confirms", download.name, download.owner)
            latest = self.section.pipeline.latest.get(download.key)
            if latest and latest.classification:
                self.store.failures.forget(download.owner, latest.classification.media_ids)
            self.store.ledger.append(
                at=now,
                owner=download.owner,
                client=download.client,
                hash=download.hash,
                name=download.name,
                action="imported",
                reason=f"confirmed by the history of {download.owner}",
                outcome="done",
                dry_run=self.executor.dry_run,
            )

    def _worth_writing(self, download: Download) -> bool:
        """Whether more than progress differs from what the store has."""
        saved = self._saved.get(download.key)
        if saved is None:
            return True
        return replace(download, left=saved.left, progress_at=saved.progress_at) != saved

    def _save(self, downloads: Iterable[Download]) -> None:
        rows = list({download.key: download for download in downloads}.values())
        if rows:
            self.store.downloads.save_all(rows)
            self._saved |= {download.key: download for download in rows}


def _doubted(fetched: Facts, believed: Facts) -> dict[str, str]:
    """Who said something that is not believed, and why."""
    seen = believed.observations.items()
    return {one.source: one.why_incomplete for key, one in seen if one is not fetched.observations[key]}
