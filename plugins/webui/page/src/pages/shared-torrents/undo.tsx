// Taking back what the ledger tells of: asked once more, and said when it is done.
import { useAct, type Word } from "../../api/hooks/downloads";
import { useMay } from "../../api/hooks/session";
import type { Shape } from "../../api/types";
import { useConfirm } from "../../components/confirm";
import { say, sayFailed } from "../../components/notices";

type Undoable = Pick<Shape<"Entry">, "client" | "hash" | "name"> & { undo: string };

export function useUndo(one: Undoable): { ask: () => void; pending: boolean; may: boolean } {
  const confirm = useConfirm();
  const act = useAct();
  const may = useMay("act");
  const name = <strong style={{ overflowWrap: "anywhere" }}>{one.name || one.hash}</strong>;
  const ask = async () => {
    const agreed = await confirm(
      one.undo === "restore"
        ? {
            title: "Restore this torrent?",
            label: "Restore",
            text: (
              <>
                {name} leaves the quarantine: its category, tags, limits and place are put back as they were, and it is
                protected from being removed again until you lift that.
              </>
            ),
          }
        : { title: "Lift the protection?", label: "Lift the protection", text: <>The rules may act on {name} again.</> },
    );
    if (!agreed) return;
    const { client, hash, undo } = one;
    act.mutate({ client, hash, act: undo as Word }, { onSuccess: (done) => say(done), onError: sayFailed });
  };
  return { ask: () => void ask(), pending: act.isPending, may };
}
