// What is wrong with a configuration, as a list: where, what was expected, and what may have been meant.
import type { Shape } from "../../api/types";
import { ToneIcon } from "../../components/tone";
import styles from "./configuration.module.css";
import { sentence } from "./options";

export function Problems({ problems }: { problems: readonly Shape<"Problem">[] }) {
  const sorted = [...problems].sort((one, other) => Number(other.fatal) - Number(one.fatal));
  return (
    <ul className={styles.problems}>
      {sorted.map((problem, index) => (
        <li key={index}>
          <ToneIcon tone={problem.fatal ? "bad" : "attention"} />
          <span>
            <span className="mono">
              {problem.section && `[${problem.section}] `}
              {problem.key}
            </span>
            {(problem.section || problem.key) && ": "}
            {sentence(problem)}
          </span>
        </li>
      ))}
    </ul>
  );
}
