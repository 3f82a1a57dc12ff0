import { Button, Group, NumberInput, SimpleGrid, Stack, TextInput } from "@mantine/core";
import { CodeSelect } from "@/components/CodeSelect";
import { FormDialog } from "@/components/FormDialog";
import { SmallButton } from "@/components/SmallButton";
import { toastDone } from "@/components/toasts";
import { steering } from "@/i18n/fr/steering";
import { type Committee, updateCommittee } from "./api";
import classes from "./steering.module.css";
import { agendaOf, itemsOf, MINUTES_LABELS, newItem } from "./values";

export interface MinutesDialogProps {
  committee: Committee;
  onClose: () => void;
  onSaved: () => Promise<void>;
}

/** Writes the agenda of a committee; its items move by buttons. */
export function AgendaDialog({ committee, onClose, onSaved }: MinutesDialogProps) {
  const items = itemsOf(committee);
  return (
    <FormDialog
      title={steering.agenda}
      size="xl"
      initialValues={{ agenda: items.length > 0 ? items : [newItem()] }}
      labels={MINUTES_LABELS}
      validate={{
        agenda: { title: (title) => (title.trim() === "" ? steering.itemRequired : null) },
      }}
      send={async ({ agenda }) => {
        await updateCommittee(committee, { agenda: agendaOf(agenda) });
        toastDone(steering.saved);
        await onSaved();
        return true;
      }}
      onClose={onClose}
    >
      {(form) => (
        <Stack gap="sm">
          {form.values.agenda.map((item, index) => (
            <fieldset className={classes.group} key={item.key}>
              <legend>{steering.itemNumber(index + 1)}</legend>
              <SimpleGrid cols={{ base: 1, xs: 2 }}>
                <TextInput
                  label={steering.item}
                  required
                  {...form.getInputProps(`agenda.${index}.title`)}
                />
                <NumberInput
                  label={steering.minutes}
                  min={1}
                  max={480}
                  allowDecimal={false}
                  hideControls
                  {...form.getInputProps(`agenda.${index}.minutes`)}
                />
                <TextInput
                  label={steering.presenter}
                  {...form.getInputProps(`agenda.${index}.presenter`)}
                />
                <TextInput
                  label={steering.document}
                  {...form.getInputProps(`agenda.${index}.document`)}
                />
                <CodeSelect
                  list="indicators"
                  label={steering.indicator}
                  clearable
                  {...form.getInputProps(`agenda.${index}.indicator_code`)}
                />
              </SimpleGrid>
              <Group justify="flex-end" gap="xs" mt="xs">
                {index > 0 ? (
                  <SmallButton
                    label={steering.up}
                    name={steering.upOf(steering.itemNumber(index + 1))}
                    onClick={() => form.reorderListItem("agenda", { from: index, to: index - 1 })}
                  />
                ) : null}
                <SmallButton
                  label={steering.remove}
                  name={steering.removeItem(index + 1)}
                  onClick={() => form.removeListItem("agenda", index)}
                />
              </Group>
            </fieldset>
          ))}
          <Group>
            <Button
              size="compact-sm"
              variant="default"
              onClick={() => form.insertListItem("agenda", newItem())}
            >
              {steering.addItem}
            </Button>
          </Group>
        </Stack>
      )}
    </FormDialog>
  );
}
