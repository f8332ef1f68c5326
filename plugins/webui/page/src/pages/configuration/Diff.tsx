// A unified diff of the file, coloured, with a sign and a word for each line that comes or goes.
import styles from "./diff.module.css";

const KINDS: Record<string, { kind: string; word: string }> = {
  "+": { kind: "added", word: "Added: " },
  "-": { kind: "removed", word: "Removed: " },
  "@": { kind: "place", word: "" },
};

export function Diff({ text }: { text: string }) {
  const lines = text.split("\n").filter((line) => !/^(---|\+\+\+) /.test(line) && line !== "");
  if (lines.length === 0) return <p className="soft">The file stays as it is.</p>;
  return (
    <div className={styles.diff} role="region" aria-label="What changes in the file" tabIndex={0}>
      {lines.map((line, index) => {
        const { kind, word } = KINDS[line.charAt(0)] ?? { kind: "same", word: "" };
        return (
          <div key={index} className={styles.line} data-kind={kind}>
            <span className={styles.sign} aria-hidden>
              {kind === "place" || kind === "same" ? "" : line.charAt(0)}
            </span>
            <span className="hidden">{word}</span>
            <span>{kind === "place" ? "⋯" : line.slice(1)}</span>
          </div>
        );
      })}
    </div>
  );
}
