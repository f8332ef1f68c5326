// What the ledger's actions and outcomes are called, as sentences around the name of a torrent. Pure.

/** An action twice: as something done, and as something to do. ``{}`` is where the torrent stands. */
type Forms = readonly [done: string, wanted: string];

const FORMS: Record<string, Forms> = {
  remove: ["Removed {}", "remove {}"],
  reject: ["Rejected {}", "reject {}"],
  delete: ["Deleted {} for good", "delete {} for good"],
  import: ["Handed {} over to be imported", "hand {} over to be imported"],
  imported: ["Imported {}", "import {}"],
  keep: ["Kept {}", "keep {}"],
  wait: ["Had the import of {} wait", "have the import of {} wait"],
  recheck: ["Had {} checked again", "have {} checked again"],
  stop: ["Stopped {}", "stop {}"],
  start: ["Started {}", "start {}"],
  tag: ["Changed the tags of {}", "change the tags of {}"],
  categorize: ["Changed the category of {}", "change the category of {}"],
  deselect: ["Left out some files of {}", "leave out some files of {}"],
  limit: ["Set the speed limits of {}", "set the speed limits of {}"],
  superseed: ["Switched the super-seeding of {}", "switch the super-seeding of {}"],
  edittrackers: ["Changed the trackers of {}", "change the trackers of {}"],
  reannounce: ["Announced {} again", "announce {} again"],
  promote: ["Moved {} to the top of the queue", "move {} to the top of the queue"],
  expire: ["Ended the quarantine of {} early", "end the quarantine of {} early"],
  blocklist: ["Blocklisted {}", "blocklist {}"],
  unblocklist: ["Took {} off the blocklist", "take {} off the blocklist"],
  search: ["Searched for a replacement of {}", "search for a replacement of {}"],
  restore: ["Restored {}", "restore {}"],
  protect: ["Protected {}", "protect {}"],
  unprotect: ["Lifted the protection of {}", "lift the protection of {}"],
  release: ["Released {} from what it owes", "release {} from what it owes"],
  discard: ["Let {} go", "let {} go"],
};

const OUTCOMES: Record<string, string> = {
  begun: "Began to",
  failed: "Failed to",
  refused: "Did not",
  dropped: "Gave up the attempt to",
  observed: "Would",
};

/** The nouns under which actions are counted and filtered. */
const NOUNS: Record<string, string> = {
  remove: "Removal",
  reject: "Rejection",
  delete: "Deletion",
  import: "Hand-over",
  imported: "Import",
  recheck: "Check",
  stop: "Stop",
  start: "Start",
  tag: "Tags",
  categorize: "Category",
  deselect: "Choice of files",
  limit: "Speed limits",
  superseed: "Super-seeding",
  edittrackers: "Trackers",
  reannounce: "Announcement",
  promote: "Queue",
  expire: "Early end of quarantine",
  blocklist: "Blocklisting",
  search: "Replacement",
  restore: "Restoration",
  protect: "Protection",
  unprotect: "End of protection",
  release: "Release",
  discard: "Word to let go",
};

export const OUTCOME_NAMES: Record<string, string> = {
  done: "Done",
  begun: "Begun",
  failed: "Failed",
  refused: "Refused",
  dropped: "Given up",
  observed: "Only observed",
};

export interface Deed {
  action: string;
  outcome: string;
  dry_run?: boolean;
}

/** The words before and after the torrent's name. */
export function deed({ action, outcome, dry_run = false }: Deed): readonly [string, string] {
  const [done, wanted] = FORMS[action.toLowerCase()] ?? [`${capital(action)}: {}`, `${action} {}`];
  if (outcome === "done" || outcome === "") return split(dry_run ? `Would ${wanted}` : done);
  const lead = OUTCOMES[outcome] ?? `${capital(outcome)}:`;
  return split(`${lead} ${wanted}`);
}

/** An action as a thing, for filters, plots and counts. */
export function noun(action: string): string {
  return NOUNS[action.toLowerCase()] ?? capital(action.replaceAll("_", " "));
}

/** What is decided, as in a cell of a table: “Remove”, “Announce again”. */
export function wanted(action: string): string {
  const form = FORMS[action.toLowerCase()]?.[1] ?? action;
  return capital(form.replace(" of {}", "").replace("{}", "").replace(/\s+/g, " ").trim());
}

/** Who decided, and for whom: “stalled (Radarr-4K)”. */
export function author(one: { plugin?: string; rule?: string; owner?: string }): string {
  const said = one.rule || one.plugin || "";
  const who = said === "core" ? "qbitrr" : said;
  if (who && one.owner && who !== one.owner) return `${who} (${one.owner})`;
  return who || one.owner || "";
}

export const ACTIONS: readonly string[] = Object.keys(NOUNS);

function split(sentence: string): readonly [string, string] {
  const [before = "", after = ""] = sentence.split("{}");
  return [before.trimStart(), after];
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
