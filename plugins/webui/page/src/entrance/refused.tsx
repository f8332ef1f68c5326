// Why one was not let in.
import { sentenceOf } from "../api/errors";
import { ToneIcon } from "../components/tone";
import styles from "./entrance.module.css";

export function Refused({ failure }: { failure: unknown }) {
  if (!failure) return null;
  return (
    <div className={styles.refusal} role="alert">
      <ToneIcon tone="bad" size={18} />
      <span>{sentenceOf(failure)}</span>
    </div>
  );
}
