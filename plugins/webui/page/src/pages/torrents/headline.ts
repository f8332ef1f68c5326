// What happens next to a torrent, or why nothing does, in one sentence. Pure.

import { deed } from "../shared-torrents/deeds";

export type Tone = "good" | "neutral" | "attention" | "bad";

export interface Known {
  download: {
    next_action: string;
    next_why: string;
    next_at?: string | null;
    refused: string;
    protected: string;
    rejected: boolean;
    reason: string;
    health: string;
    owner: string;
  } | null;
  held?: { state: string; reason: string; expires_at: string } | null;
}

export interface Headline {
  tone: Tone;
  text: string;
  /** The moment that the sentence ends with, and the words before it. */
  when?: { words: string; at: string };
}

export function headline({ download, held }: Known): Headline {
  if (held?.state === "held") {
    return {
      tone: "attention",
      text: `It is in quarantine: ${sentence(held.reason)} It can be restored until its data is deleted.`,
      when: { words: "Its data is deleted", at: held.expires_at },
    };
  }
  if (!download) {
    return { tone: "neutral", text: "No client lists it any more, so nothing is done about it." };
  }
  const again = download.next_at ? { when: { words: "Looked at again", at: download.next_at } } : {};
  if (download.rejected) {
    return {
      tone: "attention",
      text: `It was rejected and waits for your word: discard it, protect it, or import it by hand. ${sentence(download.reason)}`.trim(),
      ...again,
    };
  }
  if (download.next_action) {
    const [before, after] = deed({ action: download.next_action, outcome: "observed" });
    const why = download.next_why ? ` — ${sentence(download.next_why)}` : ".";
    return {
      tone: download.next_action === "remove" || download.next_action === "reject" ? "bad" : "attention",
      text: `${before.replace(/^Would /, "Next: ")}it${after}${why}`,
      ...again,
    };
  }
  if (download.refused) {
    return { tone: "attention", text: `It is kept, although its removal was proposed: ${sentence(download.refused)}`, ...again };
  }
  if (download.protected) {
    return { tone: "good", text: `It is kept: ${sentence(download.protected)}`, ...again };
  }
  return {
    tone: download.health === "failed" ? "bad" : download.health === "degraded" ? "attention" : "good",
    text: download.next_why ? `Nothing is done: ${sentence(download.next_why)}` : quiet(download.owner),
    ...again,
  };
}

/** With its full stop. */
export function sentence(text: string): string {
  const said = text.trim();
  return said === "" || /[.!?…]$/.test(said) ? said : `${said}.`;
}

function quiet(owner: string): string {
  return owner ? "Nothing is done about it now." : "Nothing is done: no section manages it, or none has judged it yet.";
}
