// The log of a process.
import { useLogFiles } from "../../api/hooks/logs";

/** The supervisor writes into the log of the whole. */
const OF_THE_WHOLE = "qbitrr";

/** Its name, for an address; undefined where the process has none. */
export function useLogOf(process: string, kind: string): string | undefined {
  const name = kind === "supervisor" ? OF_THE_WHOLE : process;
  return useLogFiles().data?.files.find((file) => file.process === name)?.name;
}
