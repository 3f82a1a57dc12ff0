import { Alert, Text } from "@mantine/core";
import type { Problem } from "@/api/problem";
import { states } from "@/i18n/fr/states";
import { problemText } from "@/i18n/problem-text";

/** A refused action, beside the button that asked for it; nothing when all is well. */
export function ProblemAlert({ problem }: { problem: Problem | null }) {
  if (problem === null) return null;
  return (
    <Alert color="red" role="alert">
      <Text size="sm">{problemText(problem)}</Text>
      {problem.status >= 500 && problem.body.instance ? (
        <Text size="sm">{states.requestId(problem.body.instance)}</Text>
      ) : null}
    </Alert>
  );
}
