// The token of a printed link: taken from the address once, and removed from it at once. A printed link has it behind
// the #, so that a browser sends it to nobody; behind the ? it is taken as well.
export function tokenOf(location: Location, history: History): string {
  const query = new URLSearchParams(location.search);
  const hash = new URLSearchParams(location.hash.slice(1));
  const token = hash.get("token") ?? query.get("token") ?? "";
  if (!query.has("token") && !hash.has("token")) return "";
  query.delete("token");
  hash.delete("token");
  const rest = query.toString();
  const behind = hash.toString();
  history.replaceState(
    history.state,
    "",
    `${location.pathname}${rest ? `?${rest}` : ""}${behind ? `#${behind}` : ""}`,
  );
  return token;
}
