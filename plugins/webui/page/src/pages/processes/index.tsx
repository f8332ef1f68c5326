// Processes: what runs, since when, with how much memory; starting anew.
import { Button } from "@mantine/core";
import { IconReload, IconRotateClockwise } from "@tabler/icons-react";
import { useMay } from "../../api/hooks/session";
import { useProcesses, useReload, useRestart } from "../../api/hooks/state";
import type { Shape } from "../../api/types";
import { Since } from "../../components/amounts";
import { useConfirm } from "../../components/confirm";
import { say, sayFailed } from "../../components/notices";
import { Page } from "../../components/page";
import { Answer, Loading } from "../../components/states";
import { bytes } from "../../words/amounts";
import { Dependencies } from "./dependencies";
import { Table } from "./table";

export default function Processes() {
  const processes = useProcesses();
  const may = useMay("act");
  return (
    <Page
      title="Processes"
      about={processes.data && <Running told={processes.data} />}
      actions={
        may && (
          <>
            <Reload />
            <RestartAll />
          </>
        )
      }
    >
      <Answer of={processes} loading={<Loading rows={6} height={40} />}>
        {(told) => <Table processes={told.processes} />}
      </Answer>
      <Dependencies />
    </Page>
  );
}

function Running({ told: { started, version, processes } }: { told: Shape<"Processes"> }) {
  const measured = processes.flatMap(({ memory }) => (memory === null ? [] : [memory]));
  const memory = measured.reduce((sum, one) => sum + one, 0);
  return (
    <>
      qbitrr {version}
      {started && (
        <>
          {" · running for "}
          <Since at={started} />
        </>
      )}
      {measured.length > 0 && ` · ${bytes(memory)} of memory in all`}
    </>
  );
}

function Reload() {
  const reload = useReload();
  return (
    <Button
      variant="default"
      leftSection={<IconReload size={16} aria-hidden />}
      loading={reload.isPending}
      onClick={() => reload.mutate(undefined, { onSuccess: (done) => say(done, "The configuration is read again."), onError: sayFailed })}
    >
      Reload configuration
    </Button>
  );
}

function RestartAll() {
  const restart = useRestart();
  const confirm = useConfirm();
  const ask = async () => {
    const sure = await confirm({
      title: "Restart every process?",
      text: "Each finishes what it has begun and starts anew. This page is away for a moment, and comes back by itself.",
      label: "Restart all",
    });
    if (sure) restart.mutate("", { onSuccess: (done) => say(done, "Every process starts anew."), onError: sayFailed });
  };
  return (
    <Button variant="default" leftSection={<IconRotateClockwise size={16} aria-hidden />} loading={restart.isPending} onClick={() => void ask()}>
      Restart all
    </Button>
  );
}
