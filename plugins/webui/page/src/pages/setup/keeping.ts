// The answers kept while the page is left and come back to: in this tab only, and never a secret.
import type { Wizard } from "./wizard";

const KEY = "qbitrr-setup";
const LATER = "qbitrr-setup-later";

export function kept(storage: Storage): Wizard | null {
  try {
    const text = storage.getItem(KEY);
    return text === null ? null : (JSON.parse(text) as Wizard);
  } catch {
    return null;
  }
}

export function keep(storage: Storage, wizard: Wizard): void {
  try {
    storage.setItem(KEY, JSON.stringify(wizard));
  } catch {
    // A full or forbidden storage costs only the answers after a reload.
  }
}

export function forget(storage: Storage): void {
  storage.removeItem(KEY);
}

/** Whether somebody has said in this tab that the set-up can wait. */
export function waits(storage: Storage): boolean {
  return storage.getItem(LATER) !== null;
}

export function letWait(storage: Storage): void {
  storage.setItem(LATER, "yes");
}
