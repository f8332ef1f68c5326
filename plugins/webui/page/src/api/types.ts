// The shapes of the API by their names.
import type { components } from "./schema";

export type Shape<Name extends keyof components["schemas"]> = components["schemas"][Name];
export type Tone = Shape<"Attention">["tone"];
