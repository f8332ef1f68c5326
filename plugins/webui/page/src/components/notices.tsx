// Short notices of what was done or failed, that go away by themselves.
import { notifications } from "@mantine/notifications";
import { sentenceOf } from "../api/errors";
import type { Shape } from "../api/types";
import { ToneIcon } from "./tone";

/** Say what was done: a sentence, or the API's own sentences. */
export function say(done: string | Shape<"Done">, otherwise = "Done."): void {
  const said = typeof done === "string" ? done : done.done.join(" ") || otherwise;
  notifications.show({ message: said, icon: <ToneIcon tone="good" size={20} />, color: "transparent" });
}

/** Say what failed, and stay until it is read. */
export function sayFailed(failure: unknown): void {
  notifications.show({
    message: sentenceOf(failure),
    icon: <ToneIcon tone="bad" size={20} />,
    color: "transparent",
    autoClose: 12_000,
    role: "alert",
  });
}
