// A text to copy, with a button that does it and says so.
import { Button } from "@mantine/core";
import { useClipboard } from "@mantine/hooks";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import { sayFailed } from "../../components/notices";
import styles from "./access.module.css";

/** Browsers give the clipboard to pages of https and of this machine alone: elsewhere the text is selected by hand. */
export function Copied({ text, label }: { text: string; label: string }) {
  const clipboard = useClipboard({ timeout: 2000 });
  const copy = () => {
    if (window.isSecureContext) clipboard.copy(text);
    else sayFailed(new Error("The browser lets only https pages copy. Select the text and copy it yourself."));
  };
  return (
    <div className={styles.secret}>
      <code>{text}</code>
      <Button
        size="xs"
        variant="default"
        leftSection={clipboard.copied ? <IconCheck size={14} /> : <IconCopy size={14} />}
        aria-label={`Copy ${label}`}
        onClick={copy}
      >
        {clipboard.copied ? "Copied" : "Copy"}
      </Button>
    </div>
  );
}
