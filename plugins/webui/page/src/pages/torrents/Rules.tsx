// Each rule with its answer, its reason and what it saw, the gravest first; those without an opinion in one line.
import type { Shape, Tone } from "../../api/types";
import { Moment } from "../../components/amounts";
import { ToneBadge } from "../../components/tone";
import { Evidence } from "../shared-torrents/Pairs";
import { Strikes } from "../shared-torrents/Strikes";
import { words } from "../shared-torrents/words";
import styles from "./why.module.css";

type Rule = Shape<"Rule">;

const GRAVITY: readonly Tone[] = ["bad", "attention", "good", "neutral"];

export function Rules({ of, decidedBy }: { of: readonly Rule[]; decidedBy: string }) {
  const silent = of.filter((rule) => !saysSomething(rule));
  const told = of
    .filter(saysSomething)
    .sort((one, other) => GRAVITY.indexOf(one.tone) - GRAVITY.indexOf(other.tone));
  return (
    <>
      <ul className={styles.rules}>
        {told.map((rule) => (
          <li key={rule.plugin} className={styles.rule}>
            <div className={styles.ruleHead}>
              <span className={styles.plugin}>{rule.plugin}</span>
              <ToneBadge tone={rule.tone}>{words(rule.answer)}</ToneBadge>
              {rule.plugin === decidedBy && <span className={styles.mark}>decided</span>}
              {rule.of ? <Strikes count={rule.strikes} of={rule.of} /> : null}
              {rule.look_again && (
                <span className={styles.again}>
                  looks again <Moment at={rule.look_again} />
                </span>
              )}
            </div>
            {rule.reason && <p>{rule.reason}</p>}
            <Evidence of={rule.evidence} />
          </li>
        ))}
      </ul>
      {silent.length > 0 && (
        <p className={styles.silent}>
          <span className="soft">No opinion: </span>
          {silent.map((rule) => rule.plugin).join(", ")}
        </p>
      )}
    </>
  );
}

function saysSomething(rule: Rule): boolean {
  return rule.reason !== "" || rule.strikes > 0 || (rule.answer !== "no opinion" && rule.answer !== "");
}
