// The one door to the API: typed paths, the CSRF header, and each failure as a Refusal.
import createClient, { type Middleware } from "openapi-fetch";
import { refusalOf, silence } from "./errors";
import type { paths } from "./schema";

/** The path under which the page is served, without a slash at its end: empty, or such as /qbitrr. */
export const BASE = new URL(document.baseURI).pathname.replace(/\/$/, "");

let csrf = "";
let unauthorised = () => {};

/** Remember the token that every change must carry. */
export function carry(token: string): void {
  csrf = token;
}

/** What to do when a call is answered with “sign in first”. */
export function whenUnauthorised(act: () => void): void {
  unauthorised = act;
}

const manners: Middleware = {
  onRequest({ request }) {
    if (request.method !== "GET") request.headers.set("X-CSRF-Token", csrf);
    return request;
  },
  async onResponse({ response, schemaPath }) {
    if (response.ok) return undefined;
    if (response.status === 401 && schemaPath !== "/api/session") unauthorised();
    throw await refusalOf(response);
  },
  onError({ error }) {
    return error instanceof DOMException && error.name === "AbortError" ? error : silence();
  },
};

export const api = createClient<paths>({
  baseUrl: BASE,
  credentials: "same-origin",
  fetch: (request) => globalThis.fetch(request),
});
api.use(manners);

/** What a call gives; it has thrown already when it gives nothing. */
export async function answer<T>(call: Promise<{ data?: T }>): Promise<T> {
  const { data } = await call;
  return data as T;
}

/** The address of something that the browser fetches by itself: a download, a frame, a stream. */
export function address(path: string): string {
  return `${BASE}${path}`;
}
