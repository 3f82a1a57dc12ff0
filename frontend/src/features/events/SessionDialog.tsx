import { NumberInput, Select, SimpleGrid, Textarea, TextInput } from "@mantine/core";
import type { FormValidateInput } from "@mantine/form";
import { useState } from "react";
import { SubmitKey } from "@/api/preconditions";
import { CodeSelect } from "@/components/CodeSelect";
import { FormDialog } from "@/components/FormDialog";
import { orNull } from "@/components/form-values";
import { toastDone } from "@/components/toasts";
import { formatDate } from "@/i18n/format";
import { events } from "@/i18n/fr/events";
import { createSession, type Event, type Session, type SessionBody, updateSession } from "./api";
import { clockOf, slotsOf } from "./slots";

type Values = {
  kind: string | null;
  title: string;
  on: string | null;
  starts_at: string;
  ends_at: string;
  every: number | string;
  capacity: number | string;
  video_url: string;
  description: string;
};

const VALIDATE: FormValidateInput<Values> = {
  kind: (kind) => (kind === null ? events.kindRequired : null),
  title: (title) => (title.trim() === "" ? events.sessionTitleRequired : null),
  on: (on) => (on === null ? events.dayRequired : null),
  starts_at: (time) => (time === "" ? events.timeRequired : null),
  ends_at: (time) => (time === "" ? events.timeRequired : null),
};

const LABELS = {
  kind: events.sessionKind,
  title: events.sessionTitle,
  on: events.day,
  starts_at: events.starts,
  ends_at: events.ends,
  capacity: events.capacityOfSession,
  video_url: events.videoUrl,
  description: events.description,
};

const bodyOf = (values: Values): SessionBody => ({
  kind: values.kind ?? "",
  title: values.title.trim(),
  on: values.on ?? "",
  starts_at: values.starts_at,
  ends_at: values.ends_at,
  capacity: values.kind === "slot" || values.capacity === "" ? null : Number(values.capacity),
  video_url: orNull(values.video_url),
  description: orNull(values.description),
});

/** The sessions that the form stands for: one, or as many slots as the stretch holds. */
function bodiesOf(values: Values): SessionBody[] {
  const body = bodyOf(values);
  if (body.kind !== "slot") return [body];
  const slots = slotsOf(body, Number(values.every));
  return slots.length === 0 ? [body] : slots.map((slot) => ({ ...body, ...slot, capacity: null }));
}

/** What the form starts from: an earlier session, or a workshop on the first day. */
const valuesOf = (event: Event, session: Session | null): Values => ({
  kind: session?.kind ?? "workshop",
  title: session?.title ?? "",
  on: session === null ? event.first_on : clockOf(session.starts_at).on,
  starts_at: session === null ? "" : clockOf(session.starts_at).time,
  ends_at: session === null ? "" : clockOf(session.ends_at).time,
  every: 20,
  capacity: session?.capacity ?? "",
  video_url: session?.video_url ?? "",
  description: session?.description ?? "",
});

interface SessionDialogProps {
  event: Event;
  /** Null to add one. */
  session: Session | null;
  onClose: () => void;
  onSaved: () => Promise<void>;
}

/** Adds a session to an event, or a row of slots for one person each; or changes one. */
export function SessionDialog({ event, session, onClose, onSaved }: SessionDialogProps) {
  // One key for each body, so that sending again adds nothing twice.
  const [keys] = useState(() => new Map<string, SubmitKey>());
  const keyOf = (body: SessionBody): SubmitKey => {
    const known = keys.get(body.starts_at) ?? new SubmitKey();
    keys.set(body.starts_at, known);
    return known;
  };
  const days = event.days.map(({ on }) => ({ value: on, label: formatDate(on) }));
  return (
    <FormDialog<Values>
      title={session === null ? events.addSessionTitle : events.editSessionTitle}
      initialValues={valuesOf(event, session)}
      validate={VALIDATE}
      labels={LABELS}
      send={async (values) => {
        if (session !== null) {
          await updateSession(event.id, session, bodyOf(values));
          toastDone(events.sessionSaved);
          await onSaved();
          return true;
        }
        for (const body of bodiesOf(values)) {
          await createSession(event.id, body, keyOf(body).header(body));
        }
        toastDone(events.sessionAdded);
        await onSaved();
        return true;
      }}
      onClose={onClose}
    >
      {(form) => (
        <>
          <CodeSelect
            list="event_session_kinds"
            label={events.sessionKind}
            required
            allowDeselect={false}
            {...form.getInputProps("kind")}
          />
          <TextInput label={events.sessionTitle} required {...form.getInputProps("title")} />
          <Select
            label={events.day}
            required
            allowDeselect={false}
            data={days}
            {...form.getInputProps("on")}
          />
          <SimpleGrid cols={2}>
            <TextInput
              type="time"
              label={events.starts}
              required
              {...form.getInputProps("starts_at")}
            />
            <TextInput
              type="time"
              label={events.ends}
              required
              {...form.getInputProps("ends_at")}
            />
          </SimpleGrid>
          {form.values.kind === "slot" && session !== null ? null : form.values.kind === "slot" ? (
            <NumberInput
              label={events.every}
              description={events.everyHint}
              min={5}
              allowDecimal={false}
              hideControls
              {...form.getInputProps("every")}
            />
          ) : (
            <NumberInput
              label={events.capacityOfSession}
              min={1}
              allowDecimal={false}
              hideControls
              {...form.getInputProps("capacity")}
            />
          )}
          <TextInput
            type="url"
            label={events.videoUrl}
            description={events.videoUrlHint}
            {...form.getInputProps("video_url")}
          />
          <Textarea
            label={events.description}
            autosize
            minRows={2}
            {...form.getInputProps("description")}
          />
        </>
      )}
    </FormDialog>
  );
}
