// The stages of a download's life in a line, with their times.
import { IconCircle, IconCircleCheckFilled, IconCircleDotFilled } from "@tabler/icons-react";
import type { Shape } from "../../api/types";
import { Moment } from "../../components/amounts";
import { isMoment } from "../shared-torrents/evidence";
import { words } from "../shared-torrents/words";
import { type Stage, stagesOf } from "./life";
import styles from "./why.module.css";

const ICONS = { past: IconCircleCheckFilled, now: IconCircleDotFilled, ahead: IconCircle };
const SAID: Record<Stage["place"], string> = { past: "was", now: "is now", ahead: "comes later" };

export function Stages({ of: { download, facts, held } }: { of: Shape<"Why"> }) {
  const fact = (name: string) => (isMoment(facts[name]) ? facts[name] : undefined);
  if (!download?.stage && !held) return null;
  const stages = stagesOf({
    stage: download?.stage ?? "",
    since: fact("stage since"),
    detected: fact("first seen"),
    added: download?.added,
    completed: download?.completed,
    imported: download?.imported,
    held: held?.state === "held" ? held.held_at : null,
  });
  return (
    <ol className={styles.stages} aria-label="Stages">
      {stages.map((stage) => {
        const Icon = ICONS[stage.place];
        return (
          <li key={stage.name} data-place={stage.place} aria-current={stage.place === "now" ? "step" : undefined}>
            <Icon size={16} aria-hidden />
            <span>
              {words(stage.name)}
              <span className="hidden"> {SAID[stage.place]}</span>
            </span>
            <span className={styles.stageTime}>{stage.at ? <Moment at={stage.at} /> : " "}</span>
          </li>
        );
      })}
    </ol>
  );
}
