// The life of a download as a line of stages: what was, what is, what is still to come. Pure.

export interface Stage {
  name: string;
  place: "past" | "now" | "ahead";
  at?: string;
}

export interface Life {
  stage: string;
  since?: string;
  detected?: string;
  added?: string;
  completed?: string | null;
  imported?: string | null;
  /** When it went into quarantine. */
  held?: string | null;
}

const GOOD = ["detected", "downloading", "completed", "importing", "imported", "seeding", "deleted"];
const BAD = ["failed", "blocklisted", "re-searching", "deleted"];

export function stagesOf(life: Life): Stage[] {
  const times: Record<string, string | null | undefined> = {
    detected: life.detected ?? life.added,
    completed: life.completed,
    imported: life.imported,
  };
  const path = pathOf(life);
  const now = path.indexOf(life.stage);
  const stages: Stage[] = path.map((name, index) => {
    const at = (index === now ? life.since : undefined) ?? times[name];
    return { name, place: index < now ? "past" : index === now ? "now" : "ahead", ...(at ? { at } : {}) };
  });
  if (!life.held || life.stage === "deleted") return stages;
  const kept = stages.filter((one) => one.place !== "ahead").map((one): Stage => ({ ...one, place: "past" }));
  return [...kept, { name: "quarantine", place: "now", at: life.held }, { name: "deleted", place: "ahead" }];
}

/** The stages from the first to the last with this one in its place. */
function pathOf(life: Life): string[] {
  const reached = life.imported ? "imported" : life.completed ? "completed" : "downloading";
  const past = GOOD.slice(0, GOOD.indexOf(reached) + 1).filter((name) => name !== "importing" || life.imported);
  if (BAD.includes(life.stage) && life.stage !== "deleted") return [...past, ...BAD];
  if (life.stage === "deleted") return [...past, "deleted"];
  if (GOOD.includes(life.stage)) return GOOD;
  const ahead = GOOD.slice(GOOD.indexOf(reached) + 1);
  return life.stage ? [...past, life.stage, ...ahead] : past;
}
