// The name of a torrent, that leads to everything about it.
import { Link } from "wouter";
import styles from "./shared.module.css";

export function torrentPath(client: string, hash: string): string {
  return `/torrents/${encodeURIComponent(client)}/${encodeURIComponent(hash)}`;
}

export function TorrentLink({ client, hash, name }: { client: string; hash: string; name: string }) {
  return (
    <Link href={torrentPath(client, hash)} className={styles.name}>
      {name || hash.slice(0, 10)}
    </Link>
  );
}
