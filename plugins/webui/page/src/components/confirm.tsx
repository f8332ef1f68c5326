// Asks before something is done that people may regret: `if (await confirm({…}))`.
import { Button, Group, Modal, Stack, Text, TextInput } from "@mantine/core";
import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from "react";

export interface Question {
  title: string;
  /** What will happen, in a sentence or two. */
  text: ReactNode;
  /** What the button says: a verb. */
  label: string;
  /** The thing is not taken back easily. */
  grave?: boolean;
  /** What has to be typed first. */
  typed?: string;
}

/** It asks in the middle of a drawer or of another dialog too. */
const ABOVE_ALL = 400;

type Ask = (question: Question) => Promise<boolean>;
const Context = createContext<Ask>(() => Promise.resolve(false));
export const useConfirm = () => useContext(Context);

export function ConfirmProvider({ children }: { children: ReactNode }) {
  const [asked, setAsked] = useState<{ question: Question; settle: (said: boolean) => void } | null>(null);
  const [opened, setOpened] = useState(false);
  const [typed, setTyped] = useState("");

  const ask = useCallback<Ask>((question) => {
    setTyped("");
    setOpened(true);
    return new Promise((settle) => setAsked({ question, settle }));
  }, []);
  const say = (said: boolean) => {
    asked?.settle(said);
    setOpened(false);
  };
  const question = asked?.question;
  const ready = useMemo(() => !question?.typed || typed.trim() === question.typed, [question, typed]);

  return (
    <Context value={ask}>
      {children}
      <Modal opened={opened} onClose={() => say(false)} title={question?.title} zIndex={ABOVE_ALL} onExitTransitionEnd={() => setAsked(null)}>
        {question && (
          <form
            onSubmit={(event) => {
              event.preventDefault();
              if (ready) say(true);
            }}
          >
            <Stack>
              <Text component="div">{question.text}</Text>
              {question.typed && (
                <TextInput
                  label={
                    <>
                      Type <span className="mono">{question.typed}</span> to go on
                    </>
                  }
                  value={typed}
                  onChange={(event) => setTyped(event.currentTarget.value)}
                  autoComplete="off"
                  data-autofocus
                />
              )}
              <Group justify="flex-end">
                <Button variant="default" onClick={() => say(false)} data-autofocus={(question.grave && !question.typed) || undefined}>
                  Cancel
                </Button>
                <Button type="submit" color={question.grave ? "red" : undefined} disabled={!ready} data-autofocus={!(question.grave || question.typed) || undefined}>
                  {question.label}
                </Button>
              </Group>
            </Stack>
          </form>
        )}
      </Modal>
    </Context>
  );
}
