import { Badge, Group, Stack, Text } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useKeysetList } from "@/api/pages";
import { useLabelOf } from "@/api/reference";
import { MoreButton } from "@/components/MoreButton";
import { Section } from "@/components/Section";
import { SmallButton } from "@/components/SmallButton";
import { ErrorState, LoadingState } from "@/components/states";
import { toastDone, toastProblem } from "@/components/toasts";
import { events } from "@/i18n/fr/events";
import {
  type Event,
  moveRegistration,
  type Registration,
  registrationsPath,
  type Session,
  sessionsPath,
  useSessions,
} from "./api";
import classes from "./events.module.css";
import { RegistrationDialog } from "./RegistrationDialog";

const BOOKABLE = ["published", "registrations_closed", "running"];

const COLORS: Record<string, string> = {
  registered: "ochre",
  waitlisted: "ochre",
  confirmed: "valley",
  attended: "blue",
};

/** Who comes, in the order in which they registered, with what may be made of it. */
export function RegistrationsSection({ event }: { event: Event }) {
  const path = registrationsPath(event.id);
  const list = useKeysetList<Registration>(path);
  const sessions = useSessions(event.id);
  const queries = useQueryClient();
  const [adding, setAdding] = useState(false);
  const refresh = async () => {
    await queries.invalidateQueries({ queryKey: [path] });
    await queries.invalidateQueries({ queryKey: [sessionsPath(event.id)] });
  };
  const move = (registration: Registration, to: string) =>
    moveRegistration(event.id, registration, to)
      .then(() => toastDone(events.registrationMoved))
      .catch((error: unknown) => toastProblem(error))
      .finally(refresh);
  return (
    <Section
      title={events.registrations}
      aside={
        BOOKABLE.includes(event.status) ? (
          <SmallButton
            label={events.register}
            name={events.register}
            onClick={() => setAdding(true)}
          />
        ) : null
      }
    >
      {list.isPending ? <LoadingState lines={3} /> : null}
      {list.isError ? <ErrorState error={list.error} onRetry={() => list.refetch()} /> : null}
      {list.isSuccess && list.items.length === 0 ? (
        <Text c="dimmed">{events.registrationsEmpty}</Text>
      ) : null}
      <ol className={classes.list}>
        {list.items.map((registration) => (
          <li key={registration.id}>
            <Line
              registration={registration}
              session={sessions.data?.find(({ id }) => id === registration.session_id)}
              onMove={(to) => void move(registration, to)}
            />
          </li>
        ))}
      </ol>
      <MoreButton list={list} />
      {adding ? (
        <RegistrationDialog
          event={event}
          sessions={sessions.data ?? []}
          onClose={() => setAdding(false)}
          onSaved={refresh}
        />
      ) : null}
    </Section>
  );
}

interface LineProps {
  registration: Registration;
  session: Session | undefined;
  onMove: (to: string) => void;
}

function Line({ registration, session, onMove }: LineProps) {
  const status = useLabelOf("event_registration_statuses");
  const name = registration.first_name || events.forgotten;
  const what = session
    ? `${session.title}, ${events.span(session.starts_at, session.ends_at)}`
    : events.wholeEvent;
  return (
    <Stack gap={4}>
      <Group justify="space-between" align="flex-start" wrap="nowrap">
        <Stack gap={0} className={classes.said}>
          <Text>{[name, events.withGuests(registration.guests)].filter(Boolean).join(" ")}</Text>
          <Text size="sm" c="dimmed">
            {registration.email}
          </Text>
          <Text size="sm" c="dimmed">
            {what}
          </Text>
        </Stack>
        <Badge color={COLORS[registration.status] ?? "gray"} style={{ flexShrink: 0 }}>
          {status(registration.status)}
        </Badge>
      </Group>
      {registration.allowed.length > 0 ? (
        <Group gap="xs">
          {registration.allowed.map((to) => (
            <SmallButton
              key={to}
              label={events.comerMoves[to] ?? to}
              name={events.moveOf(events.comerMoves[to] ?? to, name)}
              onClick={() => onMove(to)}
            />
          ))}
        </Group>
      ) : null}
    </Stack>
  );
}
