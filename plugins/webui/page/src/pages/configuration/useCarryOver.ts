// Laying one's changes over a file that somebody else has changed meanwhile.
import type { Shape } from "../../api/types";
import { reapplied, type Conflict, type Place } from "../../forms/draft";
import { samePath, standingOf } from "./options";
import { carryOver, useHeld } from "./store";

/** What a file says of an option, or nothing when it does not know it. */
function readerOf(config: Shape<"Config">) {
  return ({ heading, path }: Place) => {
    const section = config.sections.find((one) => one.heading === heading);
    const option = section?.options.find((one) => samePath(one.path, path));
    return option && standingOf(option);
  };
}

export interface CarryOver {
  /** The file is another than the one that was changed. */
  outdated: boolean;
  conflicts: Conflict[];
  gone: string[];
  carry: () => void;
}

export function useCarryOver(config: Shape<"Config">): CarryOver {
  const { draft, fingerprint } = useHeld();
  const outdated = fingerprint !== "" && fingerprint !== config.fingerprint;
  const exists = (heading: string) => config.sections.some((section) => section.heading === heading);
  const found = reapplied(draft, readerOf(config), exists);
  return {
    outdated,
    conflicts: found.conflicts,
    gone: found.gone,
    carry: () => carryOver(config.fingerprint, found.draft),
  };
}
