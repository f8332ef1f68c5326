// Which log, how grave, with which words; and the whole file.
import { ActionIcon, Button, CloseButton, Select, TextInput, Tooltip } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { IconDownload, IconSearch } from "@tabler/icons-react";
import { useState } from "react";
import { address } from "../../api/client";
import type { Shape } from "../../api/types";
import { bytes } from "../../words/amounts";
import { LEVELS } from "./address";
import type { Sought } from "./log";
import styles from "./logs.module.css";

interface ToolbarProps {
  files: readonly Shape<"LogFile">[];
  sought: Sought;
  onSought: (sought: Sought) => void;
}

export function Toolbar({ files, sought, onSought }: ToolbarProps) {
  const [typed, setTyped] = useState(sought.search);
  const seek = useDebouncedCallback((search: string) => onSought({ ...sought, search }), 350);
  const type = (search: string) => {
    setTyped(search);
    seek(search);
  };
  const shown = files.some(({ name }) => name === sought.name)
    ? files
    : [...files, { name: sought.name, process: sought.name, size: 0, changed: "" }];
  const whole = address(`/api/logs/${encodeURIComponent(sought.name)}/download`);
  return (
    <div className={styles.toolbar}>
      <Select
        className={styles.file}
        aria-label="Log of"
        data={shown.map(({ name, process, size }) => ({ value: name, label: process || name, size }))}
        renderOption={({ option }) => (
          <span className={styles.option}>
            {option.label} <span className="soft">{bytes((option as unknown as { size: number }).size)}</span>
          </span>
        )}
        value={sought.name}
        onChange={(name) => name && onSought({ ...sought, name })}
        searchable={files.length > 8}
        comboboxProps={{ width: "max-content", position: "bottom-start" }}
      />
      <Select
        className={styles.level}
        aria-label="How grave"
        data={LEVELS.map(([value, label]) => ({ value, label }))}
        value={sought.level}
        onChange={(level) => level && onSought({ ...sought, level: level })}
      />
      <TextInput
        className={styles.search}
        aria-label="Search in this log"
        placeholder="Search"
        maxLength={200}
        leftSection={<IconSearch size={16} aria-hidden />}
        rightSection={typed && <CloseButton size="sm" aria-label="Clear the search" onClick={() => type("")} />}
        value={typed}
        onChange={(event) => type(event.currentTarget.value)}
      />
      <Button className={styles.wide} component="a" href={whole} download={`${sought.name}.log`} variant="default" leftSection={<IconDownload size={16} aria-hidden />}>
        Download
      </Button>
      <Tooltip label="Download">
        <ActionIcon className={styles.narrow} component="a" href={whole} download={`${sought.name}.log`} variant="default" size="input-sm" aria-label="Download">
          <IconDownload size={16} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </div>
  );
}
