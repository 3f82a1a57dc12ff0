import { Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { SubmitKey } from "@/api/preconditions";
import { DateField } from "@/components/DateField";
import { FormDialog } from "@/components/FormDialog";
import { orNull } from "@/components/form-values";
import { toastDone } from "@/components/toasts";
import { events } from "@/i18n/fr/events";
import { duplicateEvent, type Event } from "./api";

type Values = { first_on: string | null; edition: string };

interface NextEditionDialogProps {
  event: Event;
  onClose: () => void;
  onSaved: (event: Event) => Promise<void>;
}

/** Prepares the next edition of an event: its first day is all that has to be said. */
export function NextEditionDialog({ event, onClose, onSaved }: NextEditionDialogProps) {
  const [key] = useState(() => new SubmitKey());
  return (
    <FormDialog<Values>
      title={events.duplicate}
      initialValues={{ first_on: null, edition: "" }}
      validate={{ first_on: (day) => (day === null ? events.onRequired : null) }}
      labels={{ first_on: events.firstDay, edition: events.edition, days: events.days }}
      send={async (values) => {
        const body = { first_on: values.first_on ?? "", edition: orNull(values.edition) };
        const next = await duplicateEvent(event, body, key.header(body));
        toastDone(events.duplicated);
        await onSaved(next);
        return true;
      }}
      onClose={onClose}
    >
      {(form) => (
        <>
          <Text>{events.duplicateText}</Text>
          <DateField label={events.firstDay} required {...form.getInputProps("first_on")} />
          <TextInput
            label={events.edition}
            description={events.editionHint}
            {...form.getInputProps("edition")}
          />
        </>
      )}
    </FormDialog>
  );
}
