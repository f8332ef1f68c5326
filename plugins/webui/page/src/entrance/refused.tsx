// Why one was not let in.
import type { ReactNode } from "react";
import { sentenceOf } from "../api/errors";
import { ToneIcon } from "../components/tone";
import styles from "./entrance.module.css";

/** What a word means that the way back from a provider ends with. */
const AT_THE_PROVIDER = new Map([
  ["provider", "Single sign-on does not work just now. The log of WebUI says why."],
  ["denied", "The provider did not let you in."],
  ["expired", "That took too long, or was begun in another browser. Try again."],
  ["claim", "The provider knows you, but you are not among those who may sign in here."],
  ["too_many", "Too many attempts. Try again in a minute."],
]);

export function Refused({ failure }: { failure: unknown }) {
  return failure ? <Refusal>{sentenceOf(failure)}</Refusal> : null;
}

export function RefusedAtProvider({ word }: { word: string }) {
  return word ? <Refusal>{AT_THE_PROVIDER.get(word) ?? "Single sign-on came to nothing. Try again."}</Refusal> : null;
}

function Refusal({ children }: { children: ReactNode }) {
  return (
    <div className={styles.refusal} role="alert">
      <ToneIcon tone="bad" size={18} />
      <span>{children}</span>
    </div>
  );
}
