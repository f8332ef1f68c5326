// Light or dark: as the system says, until a person chooses; the choice is remembered in this browser.
import { localStorageColorSchemeManager } from "@mantine/core";

export const schemes = localStorageColorSchemeManager({ key: "qbitrr.scheme" });
