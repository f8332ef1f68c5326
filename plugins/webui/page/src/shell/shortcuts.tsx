// The keyboard: g and a letter goes to a page, ? tells all of them.
import { Kbd, Modal, Table } from "@mantine/core";
import { getHotkeyHandler } from "@mantine/hooks";
import { useEffect, useRef, useState } from "react";
import { useLocation } from "wouter";
import { usePages } from "./navigation";

const asked = new EventTarget();
const PATIENCE = 1_500;

export function openHelp(): void {
  asked.dispatchEvent(new Event("help"));
}

/** Whether a key belongs to what has the focus: somebody is writing, or a dialog is open. */
const taken = (target: EventTarget | null) =>
  target instanceof Element &&
  (target.closest("input, textarea, select, [contenteditable], [role=dialog]") !== null ||
    document.querySelector("[aria-modal=true]") !== null);

export function Shortcuts() {
  const [, go] = useLocation();
  const [help, setHelp] = useState(false);
  const pages = usePages();
  const since = useRef(0);

  useEffect(() => {
    const show = () => setHelp(true);
    asked.addEventListener("help", show);
    return () => asked.removeEventListener("help", show);
  }, []);

  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || taken(event.target)) return;
      if (event.key === "?") return setHelp(true);
      if (event.key === "g") {
        since.current = Date.now();
        return;
      }
      const page = Date.now() - since.current < PATIENCE ? pages.find(({ letter }) => letter === event.key) : undefined;
      since.current = 0;
      if (!page) return;
      event.preventDefault();
      go(page.path);
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [pages, go]);

  return (
    <Modal opened={help} onClose={() => setHelp(false)} title="Keyboard shortcuts" size="md" onKeyDown={getHotkeyHandler([["?", () => setHelp(false)]])}>
      <Table withRowBorders={false} verticalSpacing={3}>
        <Table.Tbody>
          <Shortcut keys={["Ctrl", "K"]} does="Go to a page, a torrent, a command" />
          <Shortcut keys={["?"]} does="This list" />
          <Shortcut keys={["↑", "↓"]} does="Move among the rows of a table; Enter opens one" />
          {pages.map(({ path, letter, title }) => (
            <Shortcut key={path} keys={["g", letter]} does={title} />
          ))}
        </Table.Tbody>
      </Table>
    </Modal>
  );
}

function Shortcut({ keys, does }: { keys: string[]; does: string }) {
  return (
    <Table.Tr>
      <Table.Th w={110} fw={400}>
        {keys.map((key) => (
          <Kbd key={key} mr={4}>
            {key}
          </Kbd>
        ))}
      </Table.Th>
      <Table.Td>{does}</Table.Td>
    </Table.Tr>
  );
}
