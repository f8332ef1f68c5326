// The sections of the file to choose from: a list at the side, or a box at the top on a phone.
import { NativeSelect } from "@mantine/core";
import { ToneIcon } from "../../components/tone";
import styles from "./configuration.module.css";
import type { Entry, NavGroup } from "./sections";

interface NavigationProps {
  groups: NavGroup[];
  current: string;
  open: (heading: string) => void;
}

export function Navigation({ groups, current, open }: NavigationProps) {
  return (
    <>
      <NativeSelect
        className={styles.chooser}
        label="Section"
        value={current}
        data={groups.map((group) => ({
          group: group.name,
          items: group.entries.map((entry) => ({ value: entry.heading, label: `${entry.parent ? "– " : ""}${spoken(entry)}` })),
        }))}
        onChange={(event) => open(event.currentTarget.value)}
      />
      <nav className={styles.nav} aria-label="Sections of the file">
        {groups.map((group) => (
          <div key={group.name}>
            <h2 className={styles.group}>{group.name}</h2>
            <ul>
              {group.entries.map((entry) => (
                <li key={entry.heading}>
                  <button
                    type="button"
                    className={styles.link}
                    data-nested={entry.parent !== "" || undefined}
                    data-removed={entry.removed || undefined}
                    aria-current={entry.heading === current ? "true" : undefined}
                    onClick={() => open(entry.heading)}
                  >
                    <span className="cut">{entry.title}</span>
                    <Marks entry={entry} />
                  </button>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </nav>
    </>
  );
}

function Marks({ entry }: { entry: Entry }) {
  const fatal = entry.problems.some((problem) => problem.fatal);
  return (
    <span className={styles.marks}>
      {entry.changes > 0 || entry.isNew ? (
        <span className={styles.count} title={changesInWords(entry)}>
          {entry.isNew ? "new" : entry.changes}
          <span className="hidden"> {entry.isNew ? "section" : "changes not saved"}</span>
        </span>
      ) : null}
      {entry.problems.length > 0 && (
        <>
          <ToneIcon tone={fatal ? "bad" : "attention"} size={14} />
          <span className="hidden">{entry.problems.length} problems</span>
        </>
      )}
    </span>
  );
}

function spoken(entry: Entry): string {
  const notes = [
    entry.isNew ? "new" : entry.changes > 0 ? changesInWords(entry) : "",
    entry.problems.length > 0 ? `${entry.problems.length} problems` : "",
    entry.removed ? "goes" : "",
  ].filter(Boolean);
  return notes.length > 0 ? `${entry.title} (${notes.join(", ")})` : entry.title;
}

function changesInWords({ changes }: Entry): string {
  return `${changes} ${changes === 1 ? "change" : "changes"} not saved`;
}
