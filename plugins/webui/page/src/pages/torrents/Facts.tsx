// What is known of a torrent, in two columns.
import type { ReactNode } from "react";
import type { Shape } from "../../api/types";
import { Bytes, Duration, Moment, Speed } from "../../components/amounts";
import { share } from "../../words/amounts";
import { called, isMoment, told } from "../shared-torrents/evidence";
import { Pairs } from "../shared-torrents/Pairs";
import { mediumOf, words } from "../shared-torrents/words";

type Pair = readonly [string, ReactNode];

export function Facts({ of: { client, hash, download, facts } }: { of: Shape<"Why"> }) {
  const more = Object.entries(facts).map(([name, value]): Pair => [words(called(name)), valueOf(name, value)]);
  const first: Pair[] = [
    ["Client", client],
    ["Hash", <span key="hash" className="mono">{hash}</span>],
  ];
  const taken = new Set([...first, ...(download ? ofDownload(download) : [])].map(([name]) => name.toLowerCase()));
  return (
    <Pairs of={[...first, ...(download ? ofDownload(download) : []), ...more.filter(([name]) => !taken.has(name.toLowerCase()))]} />
  );
}

function ofDownload(one: Shape<"Download">): Pair[] {
  return [
    ["Category", one.category],
    ["Tags", one.tags.join(", ")],
    ["State", words(one.state)],
    ["For", [one.owner, mediumOf(one)].filter(Boolean).join(": ")],
    ["Progress", <>{share(one.progress)} of <Bytes of={one.size} /></>],
    ["Speed", <><Speed of={one.download_speed} /> down, <Speed of={one.upload_speed} /> up</>],
    ["Time left", one.eta ? <Duration of={one.eta} /> : ""],
    ["Ratio", one.ratio.toFixed(2)],
    ["Seeds", String(one.seeds)],
    ["Seeded for", one.seeding_time ? <Duration of={one.seeding_time} /> : ""],
    ["Tracker", `${one.tracker || "none"}${one.private === null ? "" : one.private ? " (private)" : " (public)"}`],
    ["Added", <Moment key="added" at={one.added} />],
    ["Completed", one.completed ? <Moment at={one.completed} /> : ""],
    ["Imported", one.imported ? <Moment at={one.imported} /> : ""],
    ["Protected", one.protected],
  ];
}

function valueOf(name: string, value: unknown): ReactNode {
  if (value === null || value === undefined || value === "") return "";
  return isMoment(value) ? <Moment at={value} /> : told(name, value);
}
