// The drawer beside the list, with everything about the torrent that the address names.
import { Drawer } from "@mantine/core";
import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useWhy } from "../../api/hooks/downloads";
import { keys } from "../../api/queries";
import type { Shape } from "../../api/types";
import { Answer, Loading } from "../../components/states";
import { Why } from "./Why";
import styles from "./why.module.css";

interface Key {
  client: string;
  hash: string;
}

export function WhyDrawer({ of, onClose }: { of: Key | undefined; onClose: () => void }) {
  const [last, setLast] = useState(of);
  if (of && (of.client !== last?.client || of.hash !== last.hash)) setLast(of);
  const shown = of ?? last;
  return (
    <Drawer.Root opened={of !== undefined} onClose={onClose} position="right" size="46rem">
      <Drawer.Overlay />
      <Drawer.Content data-why aria-label="Torrent">
        {shown && <Told of={shown} />}
      </Drawer.Content>
    </Drawer.Root>
  );
}

function Told({ of }: { of: Key }) {
  const why = useWhy(of.client, of.hash);
  const queries = useQueryClient();
  return (
    <>
      <div className={styles.header}>
        <Drawer.Title component="h2" className={styles.title}>
          {why.data?.name || listedName(queries, of) || of.hash}
        </Drawer.Title>
        <Drawer.CloseButton aria-label="Close" />
      </div>
      <Drawer.Body className={styles.body}>
        <Answer of={why} loading={<Loading rows={7} height={64} gap={14} />}>
          {(told) => <Why key={`${told.client}/${told.hash}`} of={told} />}
        </Answer>
      </Drawer.Body>
    </>
  );
}

/** Its name as far as the list has been read. */
function listedName(queries: QueryClient, { client, hash }: Key): string | undefined {
  const windows = queries.getQueriesData<Shape<"Downloads">>({ queryKey: keys.downloads });
  return windows.flatMap(([, told]) => told?.rows ?? []).find((row) => row.hash === hash && row.client === client)?.name;
}
