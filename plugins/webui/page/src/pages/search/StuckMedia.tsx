// Media that are no longer searched for, as their downloads keep failing, and how to try again.
import { Button } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useAllowSearch } from "../../api/hooks/search";
import { useMay } from "../../api/hooks/session";
import type { Shape } from "../../api/types";
import { Moment } from "../../components/amounts";
import { say, sayFailed } from "../../components/notices";
import { Section } from "../../components/page";
import { ToneIcon } from "../../components/tone";
import { number } from "../shared-torrents/words";
import styles from "./search.module.css";

export function StuckMedia({ of }: { of: readonly Shape<"Stuck">[] }) {
  return (
    <Section title="Left alone" about="What they bring fails again and again, so they are not searched for">
      <ul className={styles.stuck}>
        {of.map((one) => (
          <li key={`${one.section}/${one.media_id}`}>
            <ToneIcon tone="attention" size={18} />
            <div>
              <strong>{one.title}</strong> <span className="soft">({one.section})</span>
              <p>
                Failed {number(one.failures, "time")}
                {one.since && (
                  <>
                    , first <Moment at={one.since} />
                  </>
                )}
                {one.until && (
                  <>
                    ; left alone until <Moment at={one.until} />
                  </>
                )}
                . {one.hint}
              </p>
            </div>
            <Again of={one} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Again({ of: { section, media_id, title } }: { of: Shape<"Stuck"> }) {
  const allow = useAllowSearch();
  const may = useMay("act");
  return (
    <Button
      size="compact-sm"
      variant="default"
      leftSection={<IconSearch size={14} aria-hidden />}
      aria-label={`Search again for ${title}`}
      loading={allow.isPending}
      disabled={!may}
      onClick={() => allow.mutate({ section, media_id }, { onSuccess: (done) => say(done), onError: sayFailed })}
    >
      Search again
    </Button>
  );
}
