// Where the apps and qBittorrent report to, so that qbitrr looks at once instead of at its next turn.
import { Anchor } from "@mantine/core";
import { IconWebhook } from "@tabler/icons-react";
import { Link } from "wouter";
import { BASE } from "../../api/client";
import { useConfig } from "../../api/hooks/config";
import { Section } from "../../components/page";
import { Answer, Empty, Loading } from "../../components/states";
import { ToneIcon } from "../../components/tone";
import styles from "./access.module.css";
import { isLocal, webhooksOf } from "./addresses";
import { Copied } from "./Copied";

export function WebhooksSection() {
  const config = useConfig();
  const origin = `${window.location.origin}${BASE}`;
  return (
    <Section title="Webhooks" about="Without them qbitrr looks by itself; with them, at once">
      <Answer of={config} loading={<Loading rows={3} height={56} />}>
        {(told) => {
          const apps = told.sections.filter((section) => section.kind === "app").map((section) => section.heading);
          return apps.length === 0 ? (
            <Empty icon={IconWebhook} title="No app is configured yet">
              <Anchor component={Link} href="/configuration">
                Add one in the configuration
              </Anchor>
            </Empty>
          ) : (
            <>
              <ol className={styles.steps}>
                <li>Make an API key that may do nothing but “Webhook”.</li>
                <li>In the app: Settings › Connect › + › Webhook. Tick what is about grabs, imports and health.</li>
                <li>
                  Webhook URL: the address of its section from below. Method: POST. Username: anything. Password: the key. Or, where
                  the app has headers: <span className="mono">X-Api-Key</span> with the key.
                </li>
                <li>Press Test, then Save.</li>
              </ol>
              {isLocal(origin) && (
                <p className={styles.small}>
                  <ToneIcon tone="attention" size={14} /> These addresses work on this machine alone. An app in a container or elsewhere
                  needs the name under which it reaches qbitrr, such as <span className="mono">http://qbitrr:6969</span>.
                </p>
              )}
              <ul className={styles.hooks}>
                {webhooksOf(apps, origin).map(({ section, address }) => (
                  <li key={section}>
                    <div className={styles.name}>{section}</div>
                    <Copied text={address} label={`the address for ${section}`} />
                  </li>
                ))}
                <li>
                  <div className={styles.name}>qBittorrent, on another machine than qbitrr</div>
                  <p className={styles.small}>
                    Options › Downloads › Run external program on torrent finished. On the same machine{" "}
                    <span className="mono">qbitrr notify "%I"</span> does the same without a key.
                  </p>
                  <Copied
                    text={`curl -fsS -X POST -H "X-Api-Key: KEY" ${origin}/api/webhooks/notify`}
                    label="the command for qBittorrent"
                  />
                </li>
              </ul>
            </>
          );
        }}
      </Answer>
    </Section>
  );
}
