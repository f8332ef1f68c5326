// The log of a process.
import { useLogFiles } from "../../api/hooks/logs";

/** Its name, for an address; undefined where the process has none. */
export function useLogOf(process: string): string | undefined {
  return useLogFiles().data?.files.find((file) => file.process === process)?.name;
}
