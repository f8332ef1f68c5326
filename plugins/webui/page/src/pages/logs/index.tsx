// Logs: what each process says, as it says it.
import { IconFileText } from "@tabler/icons-react";
import { useState } from "react";
import { useLocation, useRoute, useSearch } from "wouter";
import { useLogFiles } from "../../api/hooks/logs";
import type { Shape } from "../../api/types";
import { Page } from "../../components/page";
import { Answer, Empty, Loading } from "../../components/states";
import { fromAddress, toAddress } from "./address";
import { Lines } from "./lines";
import type { Sought } from "./log";
import styles from "./logs.module.css";
import { Toolbar } from "./toolbar";

/** The log to begin with: the one that was written to last. */
const liveliest = (files: readonly Shape<"LogFile">[]) =>
  [...files].sort((one, other) => Number(other.size > 0) - Number(one.size > 0) || other.changed.localeCompare(one.changed))[0];

export default function Logs() {
  const files = useLogFiles();
  return (
    <Page fill title="Logs">
      <Answer of={files} loading={<Loading rows={14} height={20} gap={8} />}>
        {({ files: there }) =>
          there.length === 0 ? (
            <Empty icon={IconFileText} title="There is no log file">
              Each process writes one as soon as it has something to say, unless files are switched off in the configuration.
            </Empty>
          ) : (
            <Reader names={there} />
          )
        }
      </Answer>
    </Page>
  );
}

function Reader({ names }: { names: Parameters<typeof Toolbar>[0]["files"] }) {
  // Once: it is not to change under who reads.
  const [first] = useState(() => liveliest(names)?.name ?? "");
  const [, at] = useRoute("/logs/:name");
  const query = useSearch();
  const [, go] = useLocation();
  const named = at ? decodeURIComponent(at.name) : undefined;
  const name = named ?? first;
  const sought: Sought = { name, ...fromAddress(query) };
  const seek = (next: Sought) => go(`/logs/${encodeURIComponent(next.name)}${toAddress(next)}`, { replace: true });
  return (
    <div className={styles.reader}>
      <Toolbar files={names} sought={sought} onSought={seek} />
      <Lines key={`${name} ${sought.level} ${sought.search}`} sought={sought} everything={() => seek({ ...sought, level: "DEBUG", search: "" })} />
    </div>
  );
}

