// What has been changed on the page and is not saved yet: values in, values out. It may hold secrets: it stays in memory.

import { same, without, type Json } from "./json";

export interface Place {
  /** A section's or a rule's, as in the file. */
  heading: string;
  /** Below it. */
  path: string[];
}

/** How an option holds in the file as it was read. */
export interface Standing {
  value: Json | undefined;
  inFile: boolean;
  secret: boolean;
}

export interface Edit extends Place {
  value: Json | undefined;
  /** The key is taken out of the file, so that its default holds. */
  remove: boolean;
  was: Standing;
}

export interface Added {
  heading: string;
  kind: string;
  schemaName: string;
}

export interface Draft {
  edits: Readonly<Record<string, Edit>>;
  added: readonly Added[];
  removed: readonly string[];
}

/** One change as the API takes it. */
export interface Change {
  heading: string;
  path: string[];
  value?: Json;
  remove?: boolean;
}

export const EMPTY: Draft = { edits: {}, added: [], removed: [] };

export function placeKey({ heading, path }: Place): string {
  return [heading, ...path].join("\u0000");
}

export function editAt(draft: Draft, place: Place): Edit | undefined {
  return draft.edits[placeKey(place)];
}

/** Set a value. One that is in the file already is no change; a secret that is typed always is. */
export function set(draft: Draft, place: Place, value: Json, was: Standing): Draft {
  const idle = !was.secret && was.inFile && same(value, was.value);
  return idle ? undo(draft, place) : withEdit(draft, { ...place, value, remove: false, was });
}

/** Let the default hold: the key goes out of the file, if it is in it. */
export function reset(draft: Draft, place: Place, was: Standing): Draft {
  return was.inFile ? withEdit(draft, { ...place, value: undefined, remove: true, was }) : undo(draft, place);
}

export function undo(draft: Draft, place: Place): Draft {
  return { ...draft, edits: without(draft.edits, placeKey(place)) };
}

function withEdit(draft: Draft, edit: Edit): Draft {
  return { ...draft, edits: { ...draft.edits, [placeKey(edit)]: edit } };
}

/** A new section or rule. It is written with its first value; without one, as an empty table. */
export function add(draft: Draft, added: Added): Draft {
  return {
    ...draft,
    added: [...draft.added.filter((one) => one.heading !== added.heading), added],
    removed: draft.removed.filter((heading) => heading !== added.heading),
  };
}

/** Take a section or a rule out of the file, with its own rules. A new one is forgotten. */
export function removeSection(draft: Draft, heading: string): Draft {
  const isNew = draft.added.some((one) => one.heading === heading);
  return {
    edits: Object.fromEntries(Object.entries(draft.edits).filter(([, edit]) => !within(edit.heading, heading))),
    added: draft.added.filter((one) => !within(one.heading, heading)),
    removed: isNew ? draft.removed : [...draft.removed.filter((one) => !within(one, heading)), heading],
  };
}

export function keepSection(draft: Draft, heading: string): Draft {
  return { ...draft, removed: draft.removed.filter((one) => one !== heading) };
}

/** Whether a heading is a section or one of the rules in it. */
export function within(heading: string, section: string): boolean {
  return heading === section || heading.startsWith(`${section}.`);
}

export function count(draft: Draft): number {
  return changesOf(draft).length;
}

/** What the API is asked to do: removals first, then new sections, then values in the order in which they were set. */
export function changesOf(draft: Draft): Change[] {
  const edits = Object.values(draft.edits);
  const empty = draft.added.filter((one) => !edits.some((edit) => edit.heading === one.heading));
  return [
    ...draft.removed.map((heading) => ({ heading, path: [], remove: true })),
    ...empty.map(({ heading }) => ({ heading, path: [], value: {} })),
    ...edits.map(({ heading, path, value, remove }) =>
      remove ? { heading, path, remove } : { heading, path, value: value ?? null },
    ),
  ];
}

/** Whether a problem is in a section or a rule that is changed: it is ours to mend. */
export function concernsChanged(changes: readonly Change[], section: string): boolean {
  return changes.some((change) => within(section, change.heading) || within(change.heading, section));
}

/** A change of ours to what somebody else has changed meanwhile: theirs is in the file now. */
export interface Conflict {
  place: Place;
  ours: Edit;
  theirs: Standing;
}

/** The draft laid over a file that has changed: what it says already is left out, and what both changed is told. */
export function reapplied(
  draft: Draft,
  standing: (place: Place) => Standing | undefined,
  exists: (heading: string) => boolean,
): { draft: Draft; conflicts: Conflict[]; gone: string[] } {
  let next: Draft = {
    edits: {},
    added: draft.added.filter((one) => !exists(one.heading)),
    removed: draft.removed.filter(exists),
  };
  const conflicts: Conflict[] = [];
  const gone = new Set<string>();
  for (const edit of Object.values(draft.edits)) {
    const isNew = next.added.some((one) => one.heading === edit.heading);
    if (!isNew && !exists(edit.heading)) {
      gone.add(edit.heading);
      continue;
    }
    const now = standing(edit) ?? { value: undefined, inFile: false, secret: edit.was.secret };
    if (!edit.was.secret && !same(now.value, edit.was.value)) conflicts.push({ place: edit, ours: edit, theirs: now });
    next = edit.remove ? reset(next, edit, now) : set(next, edit, edit.value ?? null, now);
  }
  return { draft: next, conflicts: conflicts.filter(({ place }) => editAt(next, place)), gone: [...gone] };
}
