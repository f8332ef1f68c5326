// The drawer beside the list, with everything about the torrent that the address names.
import { Drawer } from "@mantine/core";
import { useState } from "react";
import { useWhy } from "../../api/hooks/downloads";
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
  return (
    <>
      <div className={styles.header}>
        <Drawer.Title component="h2" className={styles.title}>
          {why.data?.name || of.hash}
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
