import { expect, test } from "vitest";
import { isLocal, webhooksOf } from "./addresses";

test("every app's section has its own address, below the path of the page", () => {
  expect(webhooksOf(["Radarr-4K", "Sonarr TV"], "https://home.example/qbitrr")).toEqual([
    { section: "Radarr-4K", address: "https://home.example/qbitrr/api/webhooks/arr/Radarr-4K" },
    { section: "Sonarr TV", address: "https://home.example/qbitrr/api/webhooks/arr/Sonarr%20TV" },
  ]);
});

test.each([
  ["http://localhost:6969", true],
  ["http://127.0.0.1:6969/a", true],
  ["http://[::1]:6969", true],
  ["http://192.168.1.5:6969", false],
  ["https://qbitrr.example", false],
])("%s is only of this machine: %s", (address, answer) => expect(isLocal(address)).toBe(answer));
