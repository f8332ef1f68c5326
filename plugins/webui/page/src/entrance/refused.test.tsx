import { MantineProvider } from "@mantine/core";
import { render, screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { RefusedAtProvider } from "./refused";

const said = (word: string) => {
  render(
    <MantineProvider env="test">
      <RefusedAtProvider word={word} />
    </MantineProvider>,
  );
  return screen.queryByRole("alert")?.textContent;
};

test.each([
  ["claim", "not among those who may sign in here"],
  ["provider", "The log of WebUI says why"],
  ["too_many", "Too many attempts"],
  ["<b>anything</b>", "Single sign-on came to nothing"],
  ["constructor", "Single sign-on came to nothing"],
])("%s is told in words", (word, sentence) => {
  expect(said(word)).toContain(sentence);
});

test("who was not refused is told nothing", () => {
  expect(said("")).toBeUndefined();
});
