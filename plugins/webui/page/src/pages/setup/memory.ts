// The secrets that were typed in the set-up: in memory alone, for as long as the page is open.
import type { Secrets } from "./wizard";

let secrets: Secrets = {};

export const typed = (): Secrets => secrets;

export function remember(next: Secrets): void {
  secrets = next;
}
