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
  if (config.data && schemas.data) {
    const begin = begun(config.data, simpleRules(schemas.data));
    return (
      <WizardPage
        config={config.data}
        begin={{ ...begin, ...kept(window.sessionStorage) }}
        abouts={aboutsOf(schemas.data, plugins.data)}
        reload={() => void config.refetch()}
      />
    );
  }
  return (
    <Page title="Set up qbitrr">
      <Answer<unknown> of={config.data ? schemas : config} loading={<Loading rows={4} height={64} />}>
        {() => null}
      </Answer>
    </Page>
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
