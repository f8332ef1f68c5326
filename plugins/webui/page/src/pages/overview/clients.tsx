// Each qBittorrent: whether it answers, how fast it is, and how much room it has.
import { IconArrowDown, IconArrowUp, IconServer } from "@tabler/icons-react";
import { Link } from "wouter";
import type { Shape } from "../../api/types";
import { Bytes, Moment } from "../../components/amounts";
import { Section } from "../../components/page";
import { Empty } from "../../components/states";
import { ToneBadge } from "../../components/tone";
import { count, speed } from "../../words/amounts";
import styles from "./overview.module.css";

export function Clients({ clients }: { clients: readonly Shape<"Client">[] }) {
  return (
    <Section title="Clients" flush>
      {clients.length === 0 ? (
        <Empty icon={IconServer} title="No client is configured">
          A section such as [qBit] says where qBittorrent is. <Link href="/setup">Set one up</Link>.
        </Empty>
      ) : (
        <ul className={styles.rows}>
          {clients.map((client) => (
            <One key={client.name} client={client} />
          ))}
        </ul>
      )}
    </Section>
  );
}

function standing({ connected, complete }: Shape<"Client">) {
  if (!connected) return <ToneBadge tone="bad">Not connected</ToneBadge>;
  return complete ? <ToneBadge tone="good">Connected</ToneBadge> : <ToneBadge tone="attention">List incomplete</ToneBadge>;
}

function One({ client }: { client: Shape<"Client"> }) {
  return (
    <li className={styles.client}>
      <div className={styles.head}>
        <Link href={`/torrents?client=${encodeURIComponent(client.name)}`} className={styles.name}>
          {client.name}
        </Link>
        {standing(client)}
      </div>
      {client.reason && <p className={styles.reason}>{client.reason}</p>}
      <dl className={styles.measures}>
        <div>
          <dt>
            <IconArrowDown size={13} aria-hidden /> Down
          </dt>
          <dd>{speed(client.download_speed)}</dd>
        </div>
        <div>
          <dt>
            <IconArrowUp size={13} aria-hidden /> Up
          </dt>
          <dd>{speed(client.upload_speed)}</dd>
        </div>
        <div>
          <dt>Free</dt>
          <dd>
            <Bytes of={client.free_space} />
          </dd>
        </div>
        <div>
          <dt>Torrents</dt>
          <dd>{count(client.torrents)}</dd>
        </div>
      </dl>
      {!client.connected && client.at && (
        <p className={styles.reason}>
          Last heard from <Moment at={client.at} />.
        </p>
      )}
    </li>
  );
}
