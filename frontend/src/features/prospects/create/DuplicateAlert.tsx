import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import { useEffect, useRef } from "react";
import type { Problem } from "@/api/problem";
import { ButtonLink } from "@/components/links";
import { newProspect as words } from "@/i18n/fr/newProspect";

interface DuplicateAlertProps {
  problem: Problem;
  onCreateAnyway: () => void;
}

/** The household has a file already: lead to it, or, outside one's scope, say only that it exists. */
export function DuplicateAlert({ problem, onCreateAnyway }: DuplicateAlertProps) {
  const box = useRef<HTMLDivElement>(null);
  const { existing } = problem.body;
  useEffect(() => box.current?.focus(), []);
  return (
    <Alert ref={box} tabIndex={-1} role="alert" color="ochre" title={words.duplicateTitle}>
      {existing === undefined ? (
        <Text size="sm">{words.duplicateHidden}</Text>
      ) : (
        <Stack gap="sm">
          <Text size="sm">{words.duplicateSeen(existing.number)}</Text>
          <Group gap="sm">
            <ButtonLink to="/dossiers/$prospectId" params={{ prospectId: existing.id }}>
              {words.openExisting(existing.number)}
            </ButtonLink>
            <Button variant="default" onClick={onCreateAnyway}>
              {words.createAnyway}
            </Button>
          </Group>
        </Stack>
      )}
    </Alert>
  );
}
