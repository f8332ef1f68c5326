// Every way in which a call can fail, as one class that carries the server's own sentence.
import type { Shape } from "./types";

export class Refusal extends Error {
  readonly status: number;
  readonly code: string;
  readonly problems: readonly Shape<"Problem">[];

  constructor(status: number, code: string, message: string, problems: readonly Shape<"Problem">[] = []) {
    super(message);
    this.name = "Refusal";
    this.status = status;
    this.code = code;
    this.problems = problems;
  }

  /** Whether qbitrr itself could not be reached: no answer came, or one from something in between. */
  get unreachable(): boolean {
    return this.status === 0 || this.status === 502 || this.status === 504;
  }
}

/** The refusal that an answer tells of. What is not in our shape came from something in between. */
export async function refusalOf(response: Response): Promise<Refusal> {
  const said: unknown = await response.json().catch(() => null);
  if (said !== null && typeof said === "object" && "error" in said) {
    const { code, message, problems } = said.error as Shape<"ErrorBody">;
    return new Refusal(response.status, code, message, problems ?? []);
  }
  const sentence = `The server answered ${response.status} ${response.statusText}`.trim();
  return new Refusal(response.status, "unexpected", `${sentence}, without saying why.`);
}

export const silence = () =>
  new Refusal(0, "unreachable", "qbitrr does not answer. It may be starting, stopped, or out of reach.");

/** The sentence to show for any failure. */
export function sentenceOf(failure: unknown): string {
  return failure instanceof Error ? failure.message : String(failure);
}
