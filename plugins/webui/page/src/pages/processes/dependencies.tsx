// What qbitrr needs beside its own processes, and whether it is there: clients, apps, the database.
import { useHealth } from "../../api/hooks/state";
import { Section } from "../../components/page";
import { Answer, Empty, Loading } from "../../components/states";
import { ToneBadge } from "../../components/tone";
import styles from "./processes.module.css";

/** Its own processes are in the table above. */
const OWN = ["supervisor", "worker", "page"];

export function Dependencies() {
  const health = useHealth();
  return (
    <Section title="What it depends on" flush>
      <Answer of={health} loading={<Loading rows={4} height={22} />}>
        {({ dependencies }) => {
          const outside = dependencies.filter(({ kind }) => !OWN.includes(kind));
          return outside.length === 0 ? (
            <Empty title="Nothing yet">As soon as clients and apps are configured, they are watched here.</Empty>
          ) : (
            <ul className={styles.dependencies}>
              {outside.map(({ name, kind, ok, detail }) => (
                <li key={`${kind} ${name}`} className={styles.dependency}>
                  <span>
                    <ToneBadge tone={ok ? "good" : "bad"}>{ok ? "Well" : "Not well"}</ToneBadge>
                  </span>
                  <span>
                    <b>{name}</b> {kind !== name && <span className="soft">{kind}</span>}
                  </span>
                  <span className={styles.detail}>{detail}</span>
                </li>
              ))}
            </ul>
          );
        }}
      </Answer>
    </Section>
  );
}
