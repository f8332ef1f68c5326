// One torrent on a narrow screen: what the columns say, in four lines.
import type { Shape } from "../../api/types";
import { Moment } from "../../components/amounts";
import { ToneBadge } from "../../components/tone";
import { bytes, share } from "../../words/amounts";
import { Bar } from "../shared-torrents/Bar";
import { wanted } from "../shared-torrents/deeds";
import { standing, words } from "../shared-torrents/words";
import { Speeds } from "./columns";
import styles from "./torrents.module.css";

export function Card({ one }: { one: Shape<"Download"> }) {
  const { word, tone, reason } = standing(one);
  return (
    <div className={styles.card}>
      <strong className={styles.cardName}>{one.name || one.hash.slice(0, 10)}</strong>
      <span className={styles.cardLine}>
        <ToneBadge tone={tone} plain>
          {reason ? `${word}: ${reason}` : word}
        </ToneBadge>
        {one.next_action && <span className={styles.next}>{wanted(one.next_action)}</span>}
      </span>
      <span className={styles.cardLine}>
        <span className="cut">
          {words(one.state)}
          <span className="soft"> · {one.owner || "not managed"}</span>
        </span>
        <Speeds one={one} />
      </span>
      <span className={styles.cardLine}>
        <span className="soft cut">
          {one.progress < 1 ? `${share(one.progress)} of ` : ""}
          {bytes(one.size)} · ratio {one.ratio.toFixed(2)}
        </span>
        <span className="soft">
          <Moment at={one.added} />
        </span>
      </span>
      {one.progress < 1 && <Bar part={one.progress} />}
    </div>
  );
}
