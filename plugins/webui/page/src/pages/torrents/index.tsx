// Torrents: the list, and beside it everything about one.
import { Button } from "@mantine/core";
import { useLocalStorage, useMediaQuery } from "@mantine/hooks";
import { IconDownload, IconFilterOff, IconListCheck } from "@tabler/icons-react";
import { useCallback, useMemo } from "react";
import { Link, useLocation, useRoute, useSearch } from "wouter";
import type { Shape } from "../../api/types";
import { Page } from "../../components/page";
import { Empty, Failed, Loading, Stale } from "../../components/states";
import { count } from "../../words/amounts";
import { torrentPath } from "../shared-torrents/TorrentLink";
import { number } from "../shared-torrents/words";
import { idOf, List } from "./List";
import { type Column, EVERYTHING, fromAddress, isNarrowed, type ListQuery, sortedBy, toAddress, toRequest, USUAL_COLUMNS } from "./query";
import { useList } from "./rows";
import { Toolbar } from "./Toolbar";
import styles from "./torrents.module.css";
import { WhyDrawer } from "./WhyDrawer";

export default function Torrents() {
  const address = useSearch();
  const query = useMemo(() => fromAddress(address), [address]);
  const filter = useMemo(() => toRequest(query), [query]);
  const [, navigate] = useLocation();
  const [, opened] = useRoute("/torrents/:client/:hash");
  const narrow = useMediaQuery("(max-width: 48em)", false, { getInitialValueInEffect: false });
  const [kept, keep] = useLocalStorage<Column[]>({ key: "qbitrr.torrents.columns", defaultValue: [], getInitialValueInEffect: false });
  const { told, error, retry, settling } = useList(filter);

  const columns = query.columns.length ? query.columns : kept.length ? kept : USUAL_COLUMNS;
  const said = toAddress(query);
  const open = opened ? { client: decodeURIComponent(opened.client), hash: decodeURIComponent(opened.hash) } : undefined;
  const onQuery = (next: ListQuery) => {
    if (next.columns !== query.columns) keep([...next.columns]);
    navigate(withQuery("/torrents", toAddress(next)), { replace: true });
  };
  const pathOf = useCallback((one: Shape<"Download">) => withQuery(torrentPath(one.client, one.hash), said), [said]);
  const all = Object.values(told?.facets.client ?? {}).reduce((sum, some) => sum + some, 0);

  return (
    <Page
      fill
      title="Torrents"
      about={told && number(all, "torrent")}
      actions={
        <Button component={Link} href="/plan" variant="default" size="compact-md" fw={500} leftSection={<IconListCheck size={16} aria-hidden />}>
          What would be done now
        </Button>
      }
    >
      <Toolbar query={query} facets={told?.facets ?? {}} columns={columns} narrow={narrow} onQuery={onQuery} />
      {told && error && <Stale error={error} retry={retry} />}
      {!told && (error ? <Failed error={error} retry={retry} title="The torrents could not be listed" /> : <Loading rows={14} height={40} />)}
      {told && (
        <div className={styles.list} data-settling={settling || undefined}>
          <List
            query={query}
            filter={filter}
            total={told.total}
            before={settling ? told.rows : undefined}
            columns={columns}
            open={open && idOf(open)}
            pathOf={pathOf}
            onOpen={(one) => navigate(pathOf(one), { replace: open !== undefined })}
            onSort={(sort) => onQuery(sortedBy(query, sort))}
            empty={<Nothing narrowed={isNarrowed(query)} onClear={() => onQuery({ ...EVERYTHING, columns: query.columns })} />}
          />
          <div className={styles.foot} role="status">
            <span>{isNarrowed(query) ? `${count(told.total)} of ${number(all, "torrent")}` : number(all, "torrent")}</span>
            {!told.complete && <span>A client’s list is not whole: some torrents may be missing here.</span>}
            {!narrow && <span aria-hidden>j, k: move · Enter: open · /: search</span>}
          </div>
        </div>
      )}
      <WhyDrawer of={open} onClose={() => navigate(withQuery("/torrents", said))} />
    </Page>
  );
}

function withQuery(path: string, said: string): string {
  return said ? `${path}?${said}` : path;
}

function Nothing({ narrowed, onClear }: { narrowed: boolean; onClear: () => void }) {
  return narrowed ? (
    <Empty
      icon={IconFilterOff}
      title="No torrent fits"
      action={
        <Button variant="default" onClick={onClear}>
          Clear the filters
        </Button>
      }
    >
      None of your torrents has all that is chosen above.
    </Empty>
  ) : (
    <Empty icon={IconDownload} title="No torrents">
      Your clients have none, or have not told of any yet. They appear here by themselves.
    </Empty>
  );
}
