import { NumberInput, Select, TextInput } from "@mantine/core";
import { useState } from "react";
import { SubmitKey } from "@/api/preconditions";
import { FormDialog } from "@/components/FormDialog";
import { toastDone } from "@/components/toasts";
import { events } from "@/i18n/fr/events";
import { createRegistration, type Event, type Session } from "./api";

type Values = {
  session_id: string | null;
  first_name: string;
  email: string;
  guests: number | string;
};

const LABELS = {
  session_id: events.forWhat,
  first_name: events.firstName,
  email: events.email,
  guests: events.guests,
};

/** Where the whole event stands among its sessions. */
const WHOLE = "event";

interface RegistrationDialogProps {
  event: Event;
  sessions: readonly Session[];
  onClose: () => void;
  onSaved: () => Promise<void>;
}

/** Somebody who called, or stands there. */
export function RegistrationDialog({ event, sessions, onClose, onSaved }: RegistrationDialogProps) {
  const [key] = useState(() => new SubmitKey());
  const choices = [
    { value: WHOLE, label: events.wholeEvent },
    ...sessions.map((session) => ({
      value: session.id,
      label: `${session.title}, ${events.span(session.starts_at, session.ends_at)}`,
    })),
  ];
  const first = event.capacity === null ? sessions[0]?.id : undefined;
  return (
    <FormDialog<Values>
      title={events.register}
      initialValues={{ session_id: first ?? WHOLE, first_name: "", email: "", guests: 0 }}
      validate={{
        first_name: (name) => (name.trim() === "" ? events.firstNameRequired : null),
        email: (email) => (email.trim() === "" ? events.emailRequired : null),
      }}
      labels={LABELS}
      send={async (values) => {
        const body = {
          session_id: values.session_id === WHOLE ? null : values.session_id,
          first_name: values.first_name.trim(),
          email: values.email.trim(),
          guests: Number(values.guests),
        };
        const { status } = await createRegistration(event.id, body, key.header(body));
        toastDone(status === "waitlisted" ? events.registeredWaiting : events.registered);
        await onSaved();
        return true;
      }}
      onClose={onClose}
    >
      {(form) => (
        <>
          <Select
            label={events.forWhat}
            data={choices}
            allowDeselect={false}
            {...form.getInputProps("session_id")}
          />
          <TextInput label={events.firstName} required {...form.getInputProps("first_name")} />
          <TextInput type="email" label={events.email} required {...form.getInputProps("email")} />
          <NumberInput
            label={events.guests}
            description={events.guestsHint}
            min={0}
            max={9}
            allowDecimal={false}
            {...form.getInputProps("guests")}
          />
        </>
      )}
    </FormDialog>
  );
}
