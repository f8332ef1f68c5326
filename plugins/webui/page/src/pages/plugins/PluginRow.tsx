// One plugin: what it is about, where it runs and how it is there, its switch, and the way to its options.
import { Anchor, Switch } from "@mantine/core";
import { Link } from "wouter";
import { useSwitch } from "../../api/hooks/plugins";
import { useMay } from "../../api/hooks/session";
import { say, sayFailed } from "../../components/notices";
import { ToneBadge } from "../../components/tone";
import { trustTitle } from "../../forms/trust";
import { toneOf, type Grouped } from "./grouping";
import styles from "./plugins.module.css";

export function PluginRow({ plugin }: { plugin: Grouped }) {
  const may = useMay("admin");
  const toggle = useSwitch();
  const { name, kind, about, distribution, version, canSwitch, enabled, places, standing } = plugin;
  const shown = toggle.isPending ? toggle.variables.enabled : enabled;
  const flip = (next: boolean) =>
    toggle.mutate(
      { name, enabled: next },
      { onSuccess: (done) => say(done, `${name} is ${next ? "on" : "off"}.`), onError: sayFailed },
    );
  return (
    <li className={styles.plugin}>
      <div>
        <div className={styles.names}>
          <h3 className={styles.name}>{name}</h3>
          <span className={styles.from}>
            {[KINDS[kind] ?? kind, distribution && `${distribution} ${version}`].filter(Boolean).join(" · ")}
          </span>
        </div>
        {about && <p className={styles.about}>{about}</p>}
      </div>
      <ul className={styles.places} aria-label={`Where ${name} runs`}>
        {places.length === 0 && <li className="soft">{standing === "off" ? "Off: it runs nowhere" : "Runs for everything"}</li>}
        {places.map((place) => (
          <li key={place.sections.join(" ") + place.status} className={styles.place}>
            <ToneBadge tone={toneOf(place.status)} plain>
              {place.status}
            </ToneBadge>
            {place.sections.length > 0 && <span>in {place.sections.join(", ")}</span>}
            {place.trust && <span className="soft">{trustTitle(place.trust)}</span>}
            {place.reason && (
              <span className={styles.reason} data-bad={toneOf(place.status) === "bad" || undefined}>
                {place.reason}
              </span>
            )}
          </li>
        ))}
      </ul>
      <div className={styles.acts}>
        {may && (
          <Anchor component={Link} size="sm" href={optionsOf(plugin)} aria-label={`Options of ${name}`}>
            Options
          </Anchor>
        )}
        {canSwitch && (
          <Switch
            aria-label={`${name} is switched on`}
            checked={shown}
            disabled={!may || toggle.isPending}
            onChange={(event) => flip(event.currentTarget.checked)}
          />
        )}
      </div>
    </li>
  );
}

const KINDS: Record<string, string> = { app: "App", rule: "Rule", page: "Page", other: "Other" };

/** Where its options are: those of an app in its section, of a rule in its table for every section. */
function optionsOf({ name, kind, places }: Grouped): string {
  const heading = kind === "page" ? "WebUI" : kind === "app" ? places[0]?.sections[0] : `Plugins.${name}`;
  return heading ? `/configuration?${new URLSearchParams({ section: heading }).toString()}` : "/configuration";
}
