"""Judge one torrent with the plugins that are named, and print what came of it. Runs where qbitrr is installed."""

import json
import sys
from datetime import timedelta

from qbitrr import Remove, State, Verdict, hookimpl
from qbitrr.bench import Bench
from qbitrr.config.configuration import validate
from qbitrr.hooks import Hooks
from qbitrr.judging import judge
from qbitrr.plugins import Wanted, load
from qbitrr.section import faulty, said_of
from qbitrr.testing.builders import NOW, Owner, make_facts, make_torrent


class Cleaner:
    """Wants to remove whatever has failed."""

    @hookimpl
    def qbitrr_action(self, reports):
        failed = [report for report in reports if report.verdict is Verdict.FAILED]
        return Remove(failed[0].reason) if failed else None


def judged(names, hours):
    """The torrent has been idle for so many hours; a cleaner would remove it when anybody calls it failed."""
    loaded = load(
        [Wanted(name, name, {}) for name in names],
        lambda model, one: validate(model, f"Plugins.{one.name}", one.options, {}),
        NOW,
    )
    loaded.manager.register(Owner(), name="Radarr")
    loaded.manager.register(Cleaner(), name="cleaner")
    faults = []
    torrent = make_torrent(state=State.STALLED, idle=timedelta(hours=hours))
    bench = Bench(
        hooks=Hooks(loaded.manager, faults.append),
        facts=make_facts(torrent),
        now=NOW,
        broken=said_of(loaded.broken),
    )
    decision = judge(torrent, None, bench)
    records = loaded.records
    for fault in faults:
        records = faulty(records, fault, NOW)
    return {
        "action": type(decision.action).__name__,
        "by": decision.by,
        "refused": decision.refused,
        "reports": {name: [report.verdict, report.reason] for name, report in decision.reports},
        "plugins": {record.name: [record.status, record.reason] for record in records},
    }


if __name__ == "__main__":
    print(json.dumps(judged(sys.argv[2:], int(sys.argv[1]))))  # noqa: T201 -- what it prints is its answer
