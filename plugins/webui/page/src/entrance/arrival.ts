// What an address brings along once: the token of a printed link, and why signing in at a provider came to nothing.
// It is taken from the address at once. A printed link has its token behind the #, so that a browser sends it to nobody;
// behind the ? it is taken as well.
const ONCE = ["token", "refused"] as const;

export type Arrival = Record<(typeof ONCE)[number], string>;

export function arrivalOf(location: Location, history: History): Arrival {
  const query = new URLSearchParams(location.search);
  const hash = new URLSearchParams(location.hash.slice(1));
  const arrival = { token: hash.get("token") ?? query.get("token") ?? "", refused: query.get("refused") ?? "" };
  if (!ONCE.some((name) => query.has(name) || hash.has(name))) return arrival;
  for (const name of ONCE) {
    query.delete(name);
    hash.delete(name);
  }
  const rest = query.toString();
  const behind = hash.toString();
  history.replaceState(
    history.state,
    "",
    `${location.pathname}${rest ? `?${rest}` : ""}${behind ? `#${behind}` : ""}`,
  );
  return arrival;
}
