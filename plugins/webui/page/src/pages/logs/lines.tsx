// The lines in sight of one log. New ones are followed while the end is in sight; who scrolls up is left alone.
import { Button } from "@mantine/core";
import { IconArrowDown, IconFilterOff, IconPlayerPause } from "@tabler/icons-react";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, type SyntheticEvent, type UIEvent, useEffect, useLayoutEffect, useRef, useState, type WheelEvent } from "react";
import { Empty, Failed, Loading, Stale } from "../../components/states";
import { count } from "../../words/amounts";
import { LogLine } from "./line";
import { newDay, type Sought } from "./log";
import styles from "./logs.module.css";
import { useLog } from "./uselog";

/** Pixels from the end that still count as being there. */
const NEAR = 40;

/** Keys that scroll up. */
const UPWARDS = ["ArrowUp", "PageUp", "Home"];

/** Milliseconds after a touch of the pointer in which a scroll is a person's. */
const BY_HAND = 1_000;

export function Lines({ sought, everything }: { sought: Sought; everything: () => void }) {
  const { log, status, pending, error, retry, earlier, deepening } = useLog(sought);
  const scroller = useRef<HTMLDivElement>(null);
  const [following, setFollowing] = useState(true);
  const [seen, setSeen] = useState(0);
  const touched = useRef(-Infinity);
  const place = useRef(0);
  const { lines, more } = log;

  // The virtualizer is not to be memoised, and is not.
  // eslint-disable-next-line react-hooks/incompatible-library
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    getItemKey: (index) => lines[index]?.cursor ?? index,
    estimateSize: () => 22,
    overscan: 20,
    anchorTo: "end",
    scrollEndThreshold: NEAR,
  });
  const shown = virtual.getVirtualItems();
  const first = shown[0]?.index;

  const total = virtual.getTotalSize();
  const began = lines.length > 0;
  const last = lines.at(-1)?.cursor;

  useEffect(() => {
    if (first !== undefined && first < 30 && more && !following) earlier();
  }, [first, more, following, earlier]);

  // Lines are measured when they are drawn, so the end moves until they are.
  useLayoutEffect(() => {
    if (began && following) virtual.scrollToEnd();
  }, [began, following, last, total, virtual]);

  if (pending) return <div className={styles.frame} aria-busy><div className={styles.state}><Loading rows={18} height={14} gap={8} /></div></div>;
  if (error && !began) return <div className={styles.frame}><Failed error={error} retry={retry} title="This log could not be read" /></div>;
  if (!began)
    return (
      <div className={styles.frame}>
        <Nothing sought={sought} everything={everything} />
      </div>
    );

  const pause = () => {
    if (!following) return;
    setFollowing(false);
    setSeen(last ?? 0);
  };
  const touch = ({ timeStamp }: SyntheticEvent) => {
    touched.current = timeStamp;
  };
  const look = ({ currentTarget: { scrollTop }, timeStamp }: UIEvent) => {
    const up = scrollTop < place.current;
    place.current = scrollTop;
    if (up && timeStamp - touched.current < BY_HAND) pause();
    else if (!up && virtual.isAtEnd(NEAR)) setFollowing(true);
  };
  const hands = {
    onWheel: ({ deltaY }: WheelEvent) => deltaY < 0 && pause(),
    onKeyDown: ({ key }: KeyboardEvent) => UPWARDS.includes(key) && pause(),
    onTouchMove: touch,
    onPointerDown: touch,
    onPointerMove: touch,
  };
  const fresh = following ? 0 : lines.length - 1 - lines.findLastIndex(({ cursor }) => cursor === seen);
  return (
    <>
      {error !== null && <Stale error={error} retry={retry} />}
      <div className={styles.frame}>
        {/* A region that scrolls has to be reached by the keyboard. */}
        <div ref={scroller} className={styles.scroller} onScroll={look} {...hands} tabIndex={0} role="log" aria-live="off" aria-label={`Log of ${sought.name}`}>
          <p className={styles.before}>{deepening ? "Loading earlier lines…" : more ? "" : "This is where the log begins."}</p>
          <div className={styles.lines} style={{ height: virtual.getTotalSize() }}>
            <div className={styles.window} style={{ transform: `translateY(${shown[0]?.start ?? 0}px)` }}>
              {shown.map(({ key, index }) => {
                const line = lines[index];
                return (
                  line && (
                    <div key={key} ref={virtual.measureElement} data-index={index}>
                      <LogLine line={line} day={newDay(lines, index)} search={sought.search} />
                    </div>
                  )
                );
              })}
            </div>
          </div>
        </div>
        <Foot status={status} following={following} fresh={fresh} follow={() => setFollowing(true)} />
      </div>
    </>
  );
}

function Nothing({ sought: { level, search }, everything }: { sought: Sought; everything: () => void }) {
  if (level === "DEBUG" && search === "") return <Empty title="This log is empty">New lines show here as they are written.</Empty>;
  return (
    <Empty
      icon={IconFilterOff}
      title="No line is like that"
      action={
        <Button variant="default" onClick={everything}>
          Show every line
        </Button>
      }
    >
      New ones show here as they are written.
    </Empty>
  );
}

interface FootProps {
  status: string;
  following: boolean;
  /** Lines that came since the end was last in sight. */
  fresh: number;
  follow: () => void;
}

function Foot({ status, following, fresh, follow }: FootProps) {
  if (status === "offline") return <p className={styles.foot} data-tone="attention">New lines do not come just now: trying again.</p>;
  if (following) return <p className={styles.foot}><span className={styles.dot} aria-hidden /> Following</p>;
  return (
    <div className={styles.foot}>
      <IconPlayerPause size={14} aria-hidden />
      <span>Paused while you read</span>
      <Button size="compact-xs" variant="light" leftSection={<IconArrowDown size={14} aria-hidden />} onClick={follow}>
        {fresh > 0 ? `${count(fresh)} new ${fresh === 1 ? "line" : "lines"}` : "To the end"}
      </Button>
    </div>
  );
}
