// Keys of the file as words for people: StallTimeout is "Stall timeout", OverseerrAPIKey is "Overseerr API key".

const PARTS = /[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+[A-Z]*/g;
const SPELT: Record<string, string> = {
  qbit: "qBit",
  qbitrr: "qbitrr",
  webui: "WebUI",
  ffprobe: "ffprobe",
  ombi: "Ombi",
  overseerr: "Overseerr",
  torrents: "torrents",
};

export function inWords(key: string): string {
  const special = SPELT[key.toLowerCase()];
  if (special) return special;
  const words = (key.match(PARTS) ?? [key]).map((part, index) => {
    if (SPELT[part.toLowerCase()]) return SPELT[part.toLowerCase()];
    if (part.length > 1 && part === part.toUpperCase()) return part;
    return index === 0 ? part.charAt(0).toUpperCase() + part.slice(1) : part.toLowerCase();
  });
  return words.join(" ");
}
