// The second step: the apps whose downloads qbitrr looks after.
import { ActionIcon, Button, Group, PasswordInput, TextInput } from "@mantine/core";
import { IconMovie, IconPlus, IconTrash } from "@tabler/icons-react";
import { Empty } from "../../components/states";
import { wrongHeading } from "../configuration/sections";
import type { StepProps } from "./props";
import styles from "./setup.module.css";
import { Tested } from "./Tested";
import { appChanges, isKept, isLocked, nextHeading, type AppAnswers } from "./wizard";

export function AppsStep(props: StepProps) {
  const { wizard, answer, config } = props;
  const kinds = config.can_add.filter((kind) => kind !== "qBit" && !kind.startsWith("Plugins"));
  const taken = [...wizard.clients, ...wizard.apps].map(({ heading }) => heading);
  return (
    <>
      <p className={styles.lead}>
        Each app owns the torrents in its category: qbitrr has them imported when they are complete, and those that fail blocklisted and
        replaced. Add every instance that you have, the one for 4K too.
      </p>
      <div className={styles.cards}>
        {wizard.apps.length === 0 && (
          <div className={styles.box}>
            <Empty icon={IconMovie} title="No app yet">
              Without one, qbitrr looks only after categories that you name in the configuration.
            </Empty>
          </div>
        )}
        {wizard.apps.map((app, index) => (
          <OneApp
            key={index}
            {...props}
            app={app}
            taken={taken.filter((heading) => heading !== app.heading)}
            change={(next) => answer({ apps: wizard.apps.with(index, { ...app, ...next }) })}
            remove={
              config.sections.some(({ heading, options }) => heading === app.heading && options.some(({ source, path }) => path[0] === "URI" && source !== "default"))
                ? undefined
                : () => answer({ apps: wizard.apps.toSpliced(index, 1) })
            }
          />
        ))}
        <Group gap="xs">
          {kinds.map((kind) => (
            <Button
              key={kind}
              variant="default"
              size="xs"
              leftSection={<IconPlus size={14} />}
              onClick={() => answer({ apps: [...wizard.apps, { kind, heading: nextHeading(kind, taken), uri: "", category: "" }] })}
            >
              Add {kind}
            </Button>
          ))}
        </Group>
      </div>
    </>
  );
}

interface OneAppProps extends StepProps {
  app: AppAnswers;
  taken: string[];
  change: (next: Partial<AppAnswers>) => void;
  remove?: () => void;
}

function OneApp({ app, taken, change, remove, secrets, keepSecret, config, problem }: OneAppProps) {
  const { kind, heading, uri, category } = app;
  const locked = (key: string) => isLocked(config, heading, key);
  const isOld = remove === undefined;
  const misnamed = wrongHeading(heading, taken);
  const rename = (name: string) => {
    const next = name.trim() ? `${kind}-${name.trim()}` : kind;
    keepSecret(next, secrets[heading] ?? "");
    change({ heading: next });
  };
  return (
    <section className={styles.box} aria-label={heading}>
      <div className={styles.boxhead}>
        <h3>
          {kind} <span className="mono soft">[{heading}]</span>
        </h3>
        {remove && (
          <ActionIcon aria-label={`Remove ${heading}`} onClick={remove}>
            <IconTrash size={16} />
          </ActionIcon>
        )}
      </div>
      <div className={styles.card}>
        <TextInput
          label="Address"
          type="url"
          value={uri}
          disabled={locked("URI")}
          error={problem(heading, "URI")}
          placeholder={`http://${kind.toLowerCase()}:7878`}
          autoCapitalize="none"
          spellCheck={false}
          onChange={(event) => change({ uri: event.currentTarget.value })}
        />
        <div className={styles.even}>
          <PasswordInput
            label="API key"
            description={`From ${kind}'s Settings › General.`}
            inputWrapperOrder={["label", "input", "error", "description"]}
            value={secrets[heading] ?? ""}
            disabled={locked("APIKey")}
            error={problem(heading, "APIKey")}
            autoComplete="new-password"
            placeholder={isKept(config, heading, "APIKey") ? "set already, not shown" : undefined}
            onChange={(event) => keepSecret(heading, event.currentTarget.value)}
          />
          <TextInput
            label="Category"
            description="Empty: the one that the app's own download client has."
            inputWrapperOrder={["label", "input", "error", "description"]}
            value={category}
            disabled={locked("Category")}
            error={problem(heading, "Category")}
            autoCapitalize="none"
            spellCheck={false}
            onChange={(event) => change({ category: event.currentTarget.value })}
          />
        </div>
        {!isOld && (
          <TextInput
            label="Name"
            description={`Only where you have several: 4K makes it [${kind}-4K].`}
            inputWrapperOrder={["label", "input", "error", "description"]}
            value={heading.slice(kind.length + 1)}
            error={misnamed && `Expected ${misnamed}`}
            onChange={(event) => rename(event.currentTarget.value)}
          />
        )}
      </div>
      <Tested
        heading={heading}
        changes={appChanges(app, secrets, config)}
        fingerprint={config.fingerprint}
        missing={uri.trim() && (secrets[heading] || isKept(config, heading, "APIKey")) ? "" : "Fill in the address and the key first."}
      />
    </section>
  );
}
