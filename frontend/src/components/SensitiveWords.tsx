import { Button, Group, List, Stack } from "@mantine/core";
import { type Problem, pathOfPointer } from "@/api/problem";
import { sensitive } from "@/i18n/fr/sensitive";
import { selectInField } from "./focus-field";

interface SensitiveWordsProps {
  problem: Problem;
  /** Sends the text as it is. */
  onKeep: () => void;
}

/** The words that have no place in a file, and what can be done: rephrase, or keep what is necessary. */
export function SensitiveWords({ problem, onKeep }: SensitiveWordsProps) {
  const seen = problem.errors.flatMap(({ pointer, seen = [] }) =>
    seen.map((words) => ({ ...words, path: pathOfPointer(pointer) })),
  );
  const [first] = seen;
  const mayKeep = problem.errors.every(({ code }) => code === "sensitive_text");
  return (
    <Stack gap="xs" mt="xs">
      <List size="sm">
        {seen.map(({ path, kind, start, words }) => (
          <List.Item key={`${path}-${start}-${kind}`}>
            {sensitive.seen(sensitive.kinds[kind] ?? kind, words)}
          </List.Item>
        ))}
      </List>
      <Group gap="xs">
        {first ? (
          <Button
            size="compact-md"
            onClick={() => selectInField(first.path, first.start, first.length)}
          >
            {sensitive.rephrase}
          </Button>
        ) : null}
        {mayKeep ? (
          <Button size="compact-md" variant="default" onClick={onKeep}>
            {sensitive.keep}
          </Button>
        ) : null}
      </Group>
    </Stack>
  );
}
