import { MantineProvider } from "@mantine/core";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { expect, test } from "vitest";

import { AnyInput } from "./AnyInput";
import { fieldOf } from "./fields";
import type { Json } from "./json";
import type { Schema } from "./schema";

/** The input of a schema with a value, and what it says its value is. */
function show(schema: Schema, value?: Json, more: { isSet?: boolean } = {}) {
  const given: { value: Json | undefined } = { value };
  function Held() {
    const [held, setHeld] = useState<Json | undefined>(value);
    const change = (next: Json | undefined) => {
      given.value = next;
      setHeld(next);
    };
    return <AnyInput field={fieldOf(schema, {}, ["Key"], false)} id="key" label="Key" value={held} onChange={change} {...more} />;
  }
  render(
    <MantineProvider env="test">
      <Held />
    </MantineProvider>,
  );
  return given;
}

test("a switch says what it is", async () => {
  const given = show({ type: "boolean" }, false);
  await userEvent.click(screen.getByRole("switch", { name: "Key" }));
  expect(given.value).toBe(true);
});

test("a duration is read back in words, and can be off where that means something", async () => {
  const given = show({ anyOf: [{ type: ["string", "number"], format: "duration" }, { type: "null" }], default: "1h" }, "90m");
  expect(screen.getByText("1 hour 30 minutes")).toBeTruthy();
  await userEvent.click(screen.getByRole("checkbox"));
  expect(given.value).toBe("-1");
  await userEvent.click(screen.getByRole("checkbox"));
  expect(given.value).toBe("1h");
});

test("a number that is emptied has no value of its own", async () => {
  const given = show({ type: "integer", minimum: 1 }, 5);
  await userEvent.clear(screen.getByRole("textbox", { name: "Key" }));
  expect(given.value).toBeUndefined();
  await userEvent.type(screen.getByRole("textbox", { name: "Key" }), "12");
  expect(given.value).toBe(12);
});

test("a secret is never shown: it is replaced, or kept", async () => {
  const given = show({ type: "string", writeOnly: true }, undefined, { isSet: true });
  expect(screen.getByText("Set, not shown")).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: /Replace/ }));
  await userEvent.type(screen.getByLabelText("Key"), "new");
  expect(given.value).toBe("new");
  await userEvent.click(screen.getByRole("button", { name: "Keep the old one" }));
  expect(given.value).toBeUndefined();
});

test("a list is typed line by line", async () => {
  const given = show({ type: "array", items: { type: "string" } }, ["a"]);
  await userEvent.type(screen.getByRole("textbox", { name: "Key" }), "{enter}b,c{enter}");
  expect(given.value).toEqual(["a", "b,c"]);
});

test("rows are added, filled in, moved and taken away", async () => {
  const row = { type: "object", properties: { Client: { type: "string" }, Port: { type: "integer" } }, required: ["Client"] };
  const given = show({ type: "array", items: row }, [{ Client: "/a" }]);
  await userEvent.click(screen.getByRole("button", { name: "Add a row" }));
  await userEvent.type(screen.getAllByLabelText(/^Client/)[1]!, "/b");
  await userEvent.selectOptions(screen.getByRole("combobox", { name: "Set one more option of /b" }), "Port");
  expect(given.value).toEqual([{ Client: "/a" }, { Client: "/b", Port: 0 }]);
  await userEvent.click(screen.getByRole("button", { name: "Move up: /b" }));
  await userEvent.click(screen.getByRole("button", { name: "Remove: /a" }));
  expect(given.value).toEqual([{ Client: "/b", Port: 0 }]);
});

test("a table of free keys leaves out what has no name yet", async () => {
  const given = show({ type: "object", additionalProperties: { type: "string" } }, { HD: "Any" });
  await userEvent.click(screen.getByRole("button", { name: "Add an entry" }));
  await userEvent.type(screen.getByLabelText("Key, entry 2: stands for"), "x");
  expect(given.value).toEqual({ HD: "Any" });
  await userEvent.type(screen.getByLabelText("Key, entry 2: name"), "SD");
  expect(given.value).toEqual({ HD: "Any", SD: "x" });
});
