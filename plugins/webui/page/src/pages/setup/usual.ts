// The rules that most people want, in the order of their use, each in one sentence of plain words.
export const USUAL: Readonly<Record<string, string>> = {
  stalled: "Finds downloads that have not moved for too long.",
  metadata: "Finds magnets that never learn what they are to load.",
  unavailable: "Finds downloads of which nobody has all the pieces.",
  slow: "Finds downloads that are so slow that they will not be done in time.",
  arr_messages: "Finds downloads that the app itself calls failed.",
  errors: "Has torrents with an error checked again once, and finds those that it does not help.",
  files: "Finds fakes, and leaves out files that nobody wants.",
  ffprobe: "Looks into complete videos before they are imported, and finds those that are damaged or no videos.",
};
