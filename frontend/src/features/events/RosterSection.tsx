import { Alert, Button, Group, Select, Stack, Text, TextInput, Title } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { SubmitKey } from "@/api/preconditions";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import { FormDialog } from "@/components/FormDialog";
import { Section } from "@/components/Section";
import { SmallButton } from "@/components/SmallButton";
import { ErrorState, LoadingState } from "@/components/states";
import { toastDone } from "@/components/toasts";
import { formatDate, formatList } from "@/i18n/format";
import { events } from "@/i18n/fr/events";
import { fields } from "@/i18n/fr/fields";
import {
  createShift,
  type Event,
  removeShift,
  type Shift,
  shiftsPath,
  useCandidates,
  useShifts,
} from "./api";
import classes from "./events.module.css";

/** Who stands on the stand, day by day, with a warning for those who were promised elsewhere too. */
export function RosterSection({ event }: { event: Event }) {
  const shifts = useShifts(event.id);
  const queries = useQueryClient();
  const [adding, setAdding] = useState(false);
  const [dropped, setDropped] = useState<Shift | null>(null);
  const refresh = () => queries.invalidateQueries({ queryKey: [shiftsPath(event.id)] });
  return (
    <Section
      title={events.roster}
      aside={
        event.may_change ? (
          <Button size="compact-sm" variant="default" onClick={() => setAdding(true)}>
            {events.expect}
          </Button>
        ) : null
      }
    >
      {shifts.isPending ? <LoadingState lines={3} /> : null}
      {shifts.isError ? (
        <ErrorState error={shifts.error} onRetry={() => void shifts.refetch()} />
      ) : null}
      {shifts.data?.length === 0 ? <Text c="dimmed">{events.rosterEmpty}</Text> : null}
      {shifts.data && shifts.data.length > 0 ? (
        <Days event={event} shifts={shifts.data} onDrop={setDropped} />
      ) : null}
      {adding ? (
        <ShiftDialog event={event} onClose={() => setAdding(false)} onSaved={refresh} />
      ) : null}
      <ConfirmDialog
        opened={dropped !== null}
        danger
        title={events.dropTitle}
        confirmLabel={events.drop}
        onConfirm={async () => {
          if (dropped) await removeShift(event.id, dropped);
          toastDone(events.noLongerExpected);
          await refresh();
        }}
        onClose={() => setDropped(null)}
      >
        {dropped ? events.dropText(dropped.name, dropped.on) : ""}
      </ConfirmDialog>
    </Section>
  );
}

interface DaysProps {
  event: Event;
  shifts: readonly Shift[];
  onDrop: (shift: Shift) => void;
}

function Days({ event, shifts, onDrop }: DaysProps) {
  return (
    <Stack gap="md">
      {event.days.map(({ on }) => {
        const own = shifts.filter((shift) => shift.on === on);
        return (
          <div key={on}>
            <Title order={3} size="h5" mb="xs">
              {formatDate(on)}
            </Title>
            {own.length === 0 ? <Text c="dimmed">{events.nobodyOn}</Text> : null}
            <ul className={classes.list}>
              {own.map((shift) => (
                <li key={shift.id}>
                  <Line shift={shift} mayDrop={event.may_change} onDrop={() => onDrop(shift)} />
                </li>
              ))}
            </ul>
          </div>
        );
      })}
    </Stack>
  );
}

interface LineProps {
  shift: Shift;
  mayDrop: boolean;
  onDrop: () => void;
}

function Line({ shift, mayDrop, onDrop }: LineProps) {
  return (
    <Stack gap={4}>
      <Group justify="space-between" wrap="nowrap">
        <span>
          {shift.name}
          {shift.note ? (
            <Text size="sm" c="dimmed">
              {shift.note}
            </Text>
          ) : null}
        </span>
        {mayDrop ? (
          <SmallButton
            label={events.drop}
            name={events.removeOf(shift.name, shift.on)}
            onClick={onDrop}
          />
        ) : null}
      </Group>
      {shift.clashes.length > 0 ? (
        <Alert color="ochre" p="xs">
          {events.clash(formatList(shift.clashes.map(({ title }) => title)))}
        </Alert>
      ) : null}
    </Stack>
  );
}

interface ShiftDialogProps {
  event: Event;
  onClose: () => void;
  onSaved: () => Promise<void>;
}

type Values = { user_id: string | null; on: string | null; note: string };

function ShiftDialog({ event, onClose, onSaved }: ShiftDialogProps) {
  const [key] = useState(() => new SubmitKey());
  const candidates = useCandidates(event.id);
  const people = (candidates.data ?? []).map(({ user_id, name, partner_name }) => ({
    value: user_id,
    label: partner_name ? `${name} (${partner_name})` : name,
  }));
  const days = event.days.map(({ on }) => ({ value: on, label: formatDate(on) }));
  return (
    <FormDialog<Values>
      title={events.expectTitle}
      initialValues={{ user_id: null, on: event.first_on, note: "" }}
      validate={{
        user_id: (id) => (id === null ? events.whoRequired : null),
        on: (on) => (on === null ? events.dayRequired : null),
      }}
      labels={{ user_id: events.who, on: events.day, note: events.note }}
      send={async ({ user_id, on, note }) => {
        const body = { user_id: user_id ?? "", on: on ?? "", note: note.trim() || null };
        const { clashes } = await createShift(event.id, body, key.header(body));
        const elsewhere = formatList(clashes.map(({ title }) => title));
        toastDone(clashes.length > 0 ? events.expectedTwice(elsewhere) : events.expected);
        await onSaved();
        return true;
      }}
      onClose={onClose}
    >
      {(form) => (
        <>
          <Select
            label={events.who}
            required
            searchable
            data={people}
            placeholder={fields.choose}
            nothingFoundMessage={fields.nothingFound}
            {...form.getInputProps("user_id")}
          />
          <Select
            label={events.day}
            required
            allowDeselect={false}
            data={days}
            {...form.getInputProps("on")}
          />
          <TextInput
            label={events.note}
            description={events.noteHint}
            {...form.getInputProps("note")}
          />
        </>
      )}
    </FormDialog>
  );
}
