// The fourth step: folders that qbitrr sees under other names than qBittorrent, if there are any.
import { ActionIcon, Button, NativeSelect, Radio, Stack, TextInput } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import type { StepProps } from "./props";
import styles from "./setup.module.css";
import type { Mapping } from "./wizard";

const NOTHING: Mapping = { client: "", here: "", instance: "" };

export function FoldersStep({ wizard, answer, problem }: StepProps) {
  const change = (index: number, next: Partial<Mapping>) =>
    answer({ mappings: wizard.mappings.map((mapping, at) => (at === index ? { ...mapping, ...next } : mapping)) });
  return (
    <>
      <p className={styles.lead}>
        Rules that look at files must find them. In another container or on another machine the same folder often has another name.
      </p>
      <Radio.Group
        aria-label="Do folders have the same names?"
        value={wizard.otherNames ? "other" : "same"}
        onChange={(value) =>
          answer({ otherNames: value === "other", mappings: wizard.mappings.length > 0 ? wizard.mappings : [NOTHING] })
        }
      >
        <Stack gap="xs">
          <Radio
            value="same"
            label="qbitrr sees the same folders as qBittorrent, or none of them"
            description="Without them it works as well; only the rules about files and free space stay silent."
          />
          <Radio value="other" label="They have other names here" description="Say what is called how." />
        </Stack>
      </Radio.Group>
      {wizard.otherNames && (
        <div className={styles.cards} style={{ marginTop: "1rem" }}>
          {wizard.mappings.map((mapping, index) => (
            <section key={index} className={styles.box} aria-label={`Folder ${index + 1}`}>
              <div className={styles.boxhead}>
                <h3>Folder {index + 1}</h3>
                <ActionIcon
                  aria-label={`Remove folder ${index + 1}`}
                  onClick={() => answer({ mappings: wizard.mappings.toSpliced(index, 1), otherNames: wizard.mappings.length > 1 })}
                >
                  <IconTrash size={16} />
                </ActionIcon>
              </div>
              <div className={styles.card}>
                <div className={styles.even}>
                  <TextInput
                    label="qBittorrent calls it"
                    placeholder="/downloads"
                    value={mapping.client}
                    error={problem(`Mapping ${index}`, "Client")}
                    autoCapitalize="none"
                    spellCheck={false}
                    onChange={(event) => change(index, { client: event.currentTarget.value })}
                  />
                  <TextInput
                    label="qbitrr sees it as"
                    placeholder="/mnt/disk1/torrents"
                    value={mapping.here}
                    error={problem(`Mapping ${index}`, "Here")}
                    autoCapitalize="none"
                    spellCheck={false}
                    onChange={(event) => change(index, { here: event.currentTarget.value })}
                  />
                </div>
                {wizard.clients.length > 1 && (
                  <NativeSelect
                    label="For"
                    value={mapping.instance}
                    data={[{ value: "", label: "All clients" }, ...wizard.clients.map(({ heading }) => ({ value: heading, label: `Only ${heading}` }))]}
                    onChange={(event) => change(index, { instance: event.currentTarget.value })}
                  />
                )}
              </div>
            </section>
          ))}
          <div>
            <Button
              variant="default"
              size="xs"
              leftSection={<IconPlus size={14} />}
              onClick={() => answer({ mappings: [...wizard.mappings, NOTHING] })}
            >
              One more folder
            </Button>
          </div>
        </div>
      )}
    </>
  );
}
