import { Alert, Button, Group, Stack, Text, TextInput, Title } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { asProblem } from "@/api/problem";
import { usePageFocus } from "@/app/use-page-focus";
import { stand as words } from "@/i18n/fr/stand";
import { fieldProblemText, problemText } from "@/i18n/problem-text";
import { OtherEvent, stand } from "./stand";
import { plainCode } from "./vault";

interface JoinScreenProps {
  onDone: () => void;
  onBack: (() => void) | undefined;
}

/** The code of the event, exchanged once for an access of this device's own. */
export function JoinScreen({ onDone, onBack }: JoinScreenProps) {
  const heading = usePageFocus(words.title);
  const [code, setCode] = useState("");
  const [label, setLabel] = useState("");
  const [tried, setTried] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const [pending, setPending] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    setFault(null);
    if (plainCode(code) === "" || label.trim() === "" || pending) return;
    setPending(true);
    await stand
      .join(code, label.trim())
      .then(onDone)
      .catch((error: unknown) => setFault(faultOf(error)))
      .finally(() => setPending(false));
  };
  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <Stack gap="md">
        <Title order={1} size="h2" ref={heading} tabIndex={-1}>
          {words.title}
        </Title>
        <Text>{words.joinIntro}</Text>
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
          error={tried && plainCode(code) === "" ? words.codeRequired : null}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        <TextInput
          label={words.label}
          description={words.labelHint}
          required
          size="md"
          maxLength={60}
          autoComplete="off"
          value={label}
          error={tried && label.trim() === "" ? words.labelRequired : null}
          onChange={(event) => setLabel(event.currentTarget.value)}
        />
        <Group>
          <Button type="submit" size="md" loading={pending}>
            {words.join}
          </Button>
          {onBack ? (
            <Button variant="default" size="md" onClick={onBack}>
              {words.back}
            </Button>
          ) : null}
        </Group>
      </Stack>
    </form>
  );
}

function faultOf(error: unknown): string {
  if (error instanceof OtherEvent) return words.otherEvent;
  const problem = asProblem(error);
  if (problem.status === 0) return words.joinOffline;
  const field = problem.errors[0];
  return field ? fieldProblemText(field) : problemText(problem);
}
