// The fifth step: what the file becomes, and what is wrong with it.
import { Alert, Anchor } from "@mantine/core";
import type { UseQueryResult } from "@tanstack/react-query";
import type { Shape } from "../../api/types";
import { Answer, Loading } from "../../components/states";
import { ToneIcon } from "../../components/tone";
import { Diff } from "../configuration/Diff";
import { sentence } from "../configuration/options";
import styles from "./setup.module.css";
import { STEPS, stepOf, type Wizard } from "./wizard";

function Checking() {
  return (
    <>
      <p className={styles.lead}>Checking what the file becomes…</p>
      <Loading rows={8} height={20} gap={4} />
    </>
  );
}

interface ReviewStepProps {
  wizard: Wizard;
  checked: UseQueryResult<Shape<"Checked">>;
  go: (step: number) => void;
}

export function ReviewStep({ wizard, checked, go }: ReviewStepProps) {
  return (
    <Answer of={checked} loading={<Checking />}>
      {({ ok, problems, diff, restarts }) => (
        <>
          {problems.length > 0 && (
            <Alert mb="md" color={ok ? "yellow" : "red"} title={ok ? "Worth a look" : "Something is wrong"}>
              <ul className={styles.problems}>
                {problems.map((problem, index) => {
                  const step = stepOf(wizard, problem.section, problem.key);
                  return (
                    <li key={index}>
                      <ToneIcon tone={problem.fatal ? "bad" : "attention"} />
                      <span>
                        <span className="mono">
                          [{problem.section}] {problem.key}
                        </span>
                        : {sentence(problem)}
                      </span>
                      <Anchor component="button" size="sm" onClick={() => go(step)}>
                        Back to {STEPS[step]}
                      </Anchor>
                    </li>
                  );
                })}
              </ul>
            </Alert>
          )}
          <p className={styles.lead}>
            This is what the file becomes; nothing is written yet. Everything else in it stays as it is, your comments too. Secrets are not shown.
          </p>
          <Diff text={diff} />
          {restarts.length > 0 && <p className="soft">These start anew then: {restarts.join(", ")}.</p>}
        </>
      )}
    </Answer>
  );
}
