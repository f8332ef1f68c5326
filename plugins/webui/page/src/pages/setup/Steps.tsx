// Where one is in the set-up, and the way back to what was answered.
import styles from "./setup.module.css";
import { STEPS } from "./wizard";

interface StepsProps {
  current: number;
  /** As far as one has come. */
  reached: number;
  go: (step: number) => void;
}

export function Steps({ current, reached, go }: StepsProps) {
  return (
    <nav aria-label="Steps of the set-up">
      <p className={styles.where}>
        Step {current + 1} of {STEPS.length}: {STEPS[current]}
      </p>
      <ol className={styles.steps}>
        {STEPS.map((name, step) => (
          <li key={name}>
            <button
              type="button"
              className={styles.step}
              aria-current={step === current ? "step" : undefined}
              data-done={step < reached && step !== current ? true : undefined}
              disabled={step > reached}
              onClick={() => go(step)}
            >
              <span>{step + 1}</span>
              <span className="cut">{name}</span>
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}
