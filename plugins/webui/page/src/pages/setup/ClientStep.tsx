// The first step: where qBittorrent is, and who signs in there.
import { ActionIcon, Button, Checkbox, PasswordInput, TextInput } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import type { StepProps } from "./props";
import styles from "./setup.module.css";
import { Tested } from "./Tested";
import { clientChanges, isKept, isLocked, nextHeading, type ClientAnswers } from "./wizard";

export function ClientStep(props: StepProps) {
  const { wizard, answer, config } = props;
  const taken = [...wizard.clients, ...wizard.apps].map(({ heading }) => heading);
  const isOld = (heading: string) => config.sections.some((section) => section.heading === heading);
  return (
    <>
      <p className={styles.lead}>
        qbitrr looks after the torrents of one qBittorrent or several, over its Web UI: switch that on in qBittorrent's Options › Web UI.
      </p>
      <div className={styles.cards}>
        {wizard.clients.map((client, index) => (
          <OneClient
            key={client.heading}
            {...props}
            client={client}
            change={(next) => answer({ clients: wizard.clients.with(index, { ...client, ...next }) })}
            remove={
              wizard.clients.length > 1 && !isOld(client.heading)
                ? () => answer({ clients: wizard.clients.toSpliced(index, 1) })
                : undefined
            }
          />
        ))}
        <div>
          <Button
            variant="default"
            size="xs"
            leftSection={<IconPlus size={14} />}
            onClick={() =>
              answer({
                clients: [...wizard.clients, { heading: nextHeading("qBit", taken), host: "", port: "8080", user: "", skipTls: false }],
              })
            }
          >
            One more qBittorrent
          </Button>
        </div>
      </div>
    </>
  );
}

interface OneClientProps extends StepProps {
  client: ClientAnswers;
  change: (next: Partial<ClientAnswers>) => void;
  remove?: () => void;
}

function OneClient({ client, change, remove, secrets, keepSecret, config, problem }: OneClientProps) {
  const { heading, host, port, user, skipTls } = client;
  const locked = (key: string) => isLocked(config, heading, key);
  const kept = isKept(config, heading, "Password");
  return (
    <section className={styles.box} aria-label={heading}>
      <div className={styles.boxhead}>
        <h3>
          qBittorrent <span className="mono soft">[{heading}]</span>
        </h3>
        {remove && (
          <ActionIcon aria-label={`Remove ${heading}`} onClick={remove}>
            <IconTrash size={16} />
          </ActionIcon>
        )}
      </div>
      <div className={styles.card}>
        <div className={styles.pair}>
          <TextInput
            label="Address"
            description={locked("Host") ? "Set by the environment." : "A host name, an address, or a URL with https://. As seen from qbitrr: in a container, localhost is the container."}
            inputWrapperOrder={["label", "input", "error", "description"]}
            value={host}
            disabled={locked("Host")}
            error={problem(heading, "Host")}
            autoCapitalize="none"
            spellCheck={false}
            placeholder="qbittorrent"
            onChange={(event) => change({ host: event.currentTarget.value })}
          />
          <TextInput
            label="Port"
            inputMode="numeric"
            value={port}
            disabled={locked("Port")}
            error={problem(heading, "Port")}
            onChange={(event) => change({ port: event.currentTarget.value.trim() })}
          />
        </div>
        <div className={styles.even}>
          <TextInput
            label="User"
            value={user}
            disabled={locked("UserName")}
            error={problem(heading, "UserName")}
            autoCapitalize="none"
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => change({ user: event.currentTarget.value })}
          />
          <PasswordInput
            label="Password"
            value={secrets[heading] ?? ""}
            disabled={locked("Password")}
            error={problem(heading, "Password")}
            autoComplete="new-password"
            placeholder={kept ? "set already, not shown" : undefined}
            onChange={(event) => keepSecret(heading, event.currentTarget.value)}
          />
        </div>
        {host.trim().startsWith("https://") && (
          <Checkbox
            label="Accept a certificate that nobody has signed"
            description="Only for one that you made yourself."
            checked={skipTls}
            disabled={locked("SkipTLSVerify")}
            onChange={(event) => change({ skipTls: event.currentTarget.checked })}
          />
        )}
      </div>
      <Tested
        heading={heading}
        changes={clientChanges(client, secrets, config)}
        fingerprint={config.fingerprint}
        missing={host.trim() ? "" : "Fill in the address first."}
      />
    </section>
  );
}
