// The set-up wizard: from an empty file to one that works, with a look at what would be done before anything is.
import { useConfig, useSchemas } from "../../api/hooks/config";
import { usePlugins } from "../../api/hooks/plugins";
import type { Shape } from "../../api/types";
import { Page } from "../../components/page";
import { Answer, Loading } from "../../components/states";
import { fieldsOf } from "../../forms/fields";
import type { JsonTable } from "../../forms/json";
import { asSchema } from "../../forms/schema";
import { isOfClients, ruleNames } from "../configuration/sections";
import { kept } from "./keeping";
import { aboutsOf } from "./SafetyStep";
import { begun } from "./wizard";
import { WizardPage } from "./Wizard";

export default function SetUpPage() {
  const config = useConfig();
  const schemas = useSchemas();
  const plugins = usePlugins();
  return (
    <Answer of={config} loading={<Waiting />}>
      {(told) => (
        <Answer of={schemas} loading={<Waiting />}>
          {(known) => (
            <WizardPage
              config={told}
              begin={{ ...begun(told, simpleRules(known)), ...kept(window.sessionStorage) }}
              abouts={aboutsOf(known, plugins.data)}
              reload={() => void config.refetch()}
            />
          )}
        </Answer>
      )}
    </Answer>
  );
}

/** The rules that work without any option of their own; the others are for the configuration. */
function simpleRules(schemas: Shape<"Schemas">): string[] {
  return ruleNames(schemas).filter((rule) => {
    if (isOfClients(schemas, rule)) return false;
    const fields = fieldsOf(asSchema(schemas.schemas[rule] as JsonTable | undefined));
    return !fields.some(({ required, kind }) => required || kind === "rows");
  });
}

function Waiting() {
  return (
    <Page title="Set up qbitrr">
      <Loading rows={4} height={64} />
    </Page>
  );
}
