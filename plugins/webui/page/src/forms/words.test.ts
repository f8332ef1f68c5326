import { expect, test } from "vitest";

import { inWords } from "./words";

test.each([
  ["StallTimeout", "Stall timeout"],
  ["URI", "URI"],
  ["APIKey", "API key"],
  ["SkipTLSVerify", "Skip TLS verify"],
  ["importMode", "Import mode"],
  ["MaxETA", "Max ETA"],
  ["OverseerrAPIKey", "Overseerr API key"],
  ["Is4K", "Is 4K"],
  ["arr_messages", "Arr messages"],
  ["WebUI", "WebUI"],
  ["", ""],
])("%s is %s", (key, words) => expect(inWords(key)).toBe(words));
