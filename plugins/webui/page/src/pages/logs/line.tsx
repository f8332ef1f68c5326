// One record of a log: when, how grave, who, what; its traceback below.
import { memo } from "react";
import { day as dayOf } from "../../words/moments";
import { type Line, pieces } from "./log";
import styles from "./logs.module.css";

interface LogLineProps {
  line: Line;
  /** The day, where it begins. */
  day: string;
  search: string;
}

export const LogLine = memo(function LogLine({ line: { at, level, logger, text }, day, search }: LogLineProps) {
  return (
    <>
      {day && <p className={styles.day}>{dayOf(`${day}T12:00:00`)}</p>}
      <p className={styles.line} data-level={level}>
        <time className={styles.time} title={at}>
          {at.slice(11, 19) || at}
        </time>
        <span className={styles.word}>{level}</span>
        <span className={styles.text}>
          <span className={styles.logger}>{logger}</span>
          {pieces(text, search).map((piece, index) => (index % 2 ? <mark key={index}>{piece}</mark> : piece))}
        </span>
      </p>
    </>
  );
});
