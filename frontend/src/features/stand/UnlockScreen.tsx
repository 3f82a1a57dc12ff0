import { Alert, Button, Group, Stack, Text, TextInput, Title } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { usePageFocus } from "@/app/use-page-focus";
import { Disclosure } from "@/components/Disclosure";
import { stand as words } from "@/i18n/fr/stand";
import { Counter } from "./Counter";
import { type StandState, stand } from "./stand";

interface UnlockScreenProps {
  state: StandState;
  onOther: () => void;
}

/** After a reload or a flat battery: visitors are counted at once, contacts are read with the code. */
export function UnlockScreen({ state, onOther }: UnlockScreenProps) {
  const heading = usePageFocus(state.title);
  const [code, setCode] = useState("");
  const [fault, setFault] = useState<string | null>(null);
  const [pending, setPending] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (pending) return;
    setPending(true);
    setFault(null);
    await stand.unlock(code).catch(() => setFault(words.wrongCode));
    setPending(false);
  };
  return (
    <>
      <form onSubmit={(event) => void submit(event)} noValidate>
        <Stack gap="md">
          <Title order={1} size="h2" ref={heading} tabIndex={-1}>
            {state.title}
          </Title>
          <Text>{words.unlockIntro(state.title)}</Text>
          {fault === null ? null : (
            <Alert color="red" role="alert">
              {fault}
            </Alert>
          )}
          <TextInput
            label={words.code}
            description={words.codeHint}
            required
            size="md"
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            value={code}
            onChange={(event) => setCode(event.currentTarget.value)}
          />
          <Group>
            <Button type="submit" size="md" loading={pending}>
              {words.unlock}
            </Button>
            <Button variant="subtle" size="md" onClick={onOther}>
              {words.otherStand}
            </Button>
          </Group>
          <Disclosure label={words.lostCode}>
            <Stack gap="sm" align="flex-start">
              <Text size="sm">{words.eraseText}</Text>
              <Button color="red" variant="outline" onClick={() => void stand.erase()}>
                {words.erase}
              </Button>
            </Stack>
          </Disclosure>
        </Stack>
      </form>
      <Counter visitors={state.visitors} />
    </>
  );
}
