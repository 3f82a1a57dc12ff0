import { Button, Group, SimpleGrid, Stack, Textarea, TextInput } from "@mantine/core";
import { DateField } from "@/components/DateField";
import { FormDialog } from "@/components/FormDialog";
import { SmallButton } from "@/components/SmallButton";
import { toastDone } from "@/components/toasts";
import { steering } from "@/i18n/fr/steering";
import type { MinutesDialogProps } from "./AgendaDialog";
import { updateCommittee } from "./api";
import classes from "./steering.module.css";
import { decisionsOf, decisionValuesOf, MINUTES_LABELS, newDecision } from "./values";

/** Writes the decisions of a committee; a new one is of its day. */
export function DecisionsDialog({ committee, onClose, onSaved }: MinutesDialogProps) {
  const known = decisionValuesOf(committee);
  return (
    <FormDialog
      title={steering.decisions}
      size="xl"
      initialValues={{ decisions: known.length > 0 ? known : [newDecision(committee.on)] }}
      labels={MINUTES_LABELS}
      validate={{
        decisions: {
          text: (text) => (text.trim() === "" ? steering.decisionRequired : null),
          decided_on: (day) => (day === null ? steering.decidedOnRequired : null),
        },
      }}
      send={async ({ decisions }) => {
        await updateCommittee(committee, { decisions: decisionsOf(decisions) });
        toastDone(steering.saved);
        await onSaved();
        return true;
      }}
      onClose={onClose}
    >
      {(form) => (
        <Stack gap="sm">
          {form.values.decisions.map((decision, index) => (
            <fieldset className={classes.group} key={decision.key}>
              <legend>{steering.decisionNumber(index + 1)}</legend>
              <Textarea
                label={steering.decision}
                required
                autosize
                minRows={2}
                {...form.getInputProps(`decisions.${index}.text`)}
              />
              <SimpleGrid cols={{ base: 1, xs: 2 }} mt="xs">
                <DateField
                  label={steering.decidedOn}
                  required
                  {...form.getInputProps(`decisions.${index}.decided_on`)}
                />
                <TextInput
                  label={steering.vote}
                  {...form.getInputProps(`decisions.${index}.vote`)}
                />
              </SimpleGrid>
              <Group justify="flex-end" mt="xs">
                <SmallButton
                  label={steering.remove}
                  name={steering.removeDecision(index + 1)}
                  onClick={() => form.removeListItem("decisions", index)}
                />
              </Group>
            </fieldset>
          ))}
          <Group>
            <Button
              size="compact-sm"
              variant="default"
              onClick={() => form.insertListItem("decisions", newDecision(committee.on))}
            >
              {steering.addDecision}
            </Button>
          </Group>
        </Stack>
      )}
    </FormDialog>
  );
}
