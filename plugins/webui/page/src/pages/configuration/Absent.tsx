// A rule that has no table in the file yet: what it is about, and the way to switch it on.
import { Button } from "@mantine/core";
import { IconPlus, IconRuler2 } from "@tabler/icons-react";
import type { Shape } from "../../api/types";
import { Section } from "../../components/page";
import { Empty } from "../../components/states";
import type { Added } from "../../forms/draft";
import { titleOf } from "./sections";

interface AbsentProps {
  heading: string;
  schemas: Shape<"Schemas">;
  onAdd: (added: Added) => void;
}

export function Absent({ heading, schemas, onAdd }: AbsentProps) {
  const rule = titleOf(heading);
  const about = schemas.schemas[rule]?.description;
  return (
    <Section title={rule} about={<span className="mono">[{heading}]</span>}>
      <Empty
        icon={IconRuler2}
        title="This rule is off: it is not in the file"
        action={
          <Button leftSection={<IconPlus size={16} />} onClick={() => onAdd({ heading, kind: "rule", schemaName: rule })}>
            Add it
          </Button>
        }
      >
        {typeof about === "string" && <p>{about}</p>}
        Nothing is written before you save.
      </Empty>
    </Section>
  );
}
