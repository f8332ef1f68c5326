// The token of a printed link: taken from the address once, and removed from it at once.
export function tokenOf(location: Location, history: History): string {
  const query = new URLSearchParams(location.search);
  const token = query.get("token") ?? "";
  if (!query.has("token")) return "";
  query.delete("token");
  const rest = query.toString();
  history.replaceState(history.state, "", `${location.pathname}${rest ? `?${rest}` : ""}${location.hash}`);
  return token;
}
