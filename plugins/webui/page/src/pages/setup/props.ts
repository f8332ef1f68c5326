// What every step of the set-up is given.
import type { Shape } from "../../api/types";
import type { Secrets, Wizard } from "./wizard";

export interface StepProps {
  wizard: Wizard;
  answer: (change: Partial<Wizard>) => void;
  secrets: Secrets;
  keepSecret: (heading: string, secret: string) => void;
  config: Shape<"Config">;
  /** What is wrong with a field; empty before one has tried to go on. */
  problem: (heading: string, key: string) => string | undefined;
}
