import { Stack, Text } from "@mantine/core";
import { assignments } from "@/i18n/fr/assignments";
import { Candidates, Rules } from "./Candidates";
import type { Explanation } from "./types";

interface ExplanationPanelProps {
  explanation: Explanation;
  /** Who was asked. */
  referentId: string;
}

/** Why this référent: the lines that applied, everybody considered, and why not the others. */
export function ExplanationPanel({ explanation, referentId }: ExplanationPanelProps) {
  const { table_version: version, rules = [], candidates = [] } = explanation;
  return (
    <Stack gap="sm">
      <Rules rules={rules} />
      {candidates.length > 0 ? <Candidates candidates={candidates} chosenId={referentId} /> : null}
      <Text size="xs" c="dimmed">
        {version === null ? assignments.byHand : assignments.tableVersion(version)}
      </Text>
    </Stack>
  );
}
