// How far a rule is trusted, in plain words, from the least to the most.
export interface Trust {
  value: "observe" | "tag" | "quarantine" | "remove";
  title: string;
  text: string;
}

export const TRUSTS: readonly Trust[] = [
  { value: "observe", title: "Observe", text: "It only says what it would have done. You read it in the activity." },
  { value: "tag", title: "Tag", text: "It also tags the torrent in qBittorrent, for as long as that holds. Nothing is stopped or removed." },
  {
    value: "quarantine",
    title: "Quarantine",
    text: "What it finds failed is stopped, blocklisted and replaced. Its data stays for a while, and you can restore it.",
  },
  {
    value: "remove",
    title: "Remove",
    text: "The same, and the data is deleted at once, if every rule that finds it failed is trusted so far. This cannot be undone.",
  },
];

/** The same in one sentence for a list. */
export function trustTitle(value: string): string {
  return TRUSTS.find((trust) => trust.value === value)?.title ?? value;
}
