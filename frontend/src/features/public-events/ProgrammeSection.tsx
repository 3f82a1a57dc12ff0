import { Button, Group, Paper, Stack, Text, Title } from "@mantine/core";
import { useState } from "react";
import { useLabelOf } from "@/api/reference";
import { ErrorState, LoadingState } from "@/components/states";
import { events, publicEvents } from "@/i18n/fr/events";
import { type ProgrammeSession, type PublicEvent, useProgramme } from "./api";
import classes from "./public-events.module.css";
import { RegistrationDialog } from "./RegistrationDialog";

/** What somebody is about to register for. */
interface Choice {
  session: ProgrammeSession | null;
}

/** What people may register for, with the places that are left. */
export function ProgrammeSection({ event }: { event: PublicEvent }) {
  const programme = useProgramme(event.id);
  const [choice, setChoice] = useState<Choice | null>(null);
  if (programme.isPending) return <LoadingState lines={3} />;
  if (programme.isError) {
    return <ErrorState error={programme.error} onRetry={() => void programme.refetch()} />;
  }
  const { is_open, places_left, sessions } = programme.data;
  if (!is_open && sessions.length === 0) return null;
  return (
    <Stack gap="md" w="100%">
      {is_open ? (
        <Paper withBorder p="md">
          <Group justify="space-between">
            <Stack gap={2}>
              <Text fw={600}>{publicEvents.registerFor}</Text>
              <Text size="sm" c="dimmed">
                {publicEvents.placesLeft(places_left)}
              </Text>
            </Stack>
            <Button onClick={() => setChoice({ session: null })}>
              {places_left === 0 ? publicEvents.waitingList : publicEvents.register}
            </Button>
          </Group>
        </Paper>
      ) : null}
      {sessions.length > 0 ? (
        <section aria-labelledby="programme">
          <Title order={2} id="programme" size="h4" mb="sm">
            {publicEvents.programme}
          </Title>
          <Stack component="ol" gap="sm" className={classes.list}>
            {sessions.map((session) => (
              <SessionCard
                key={session.id}
                session={session}
                onRegister={() => setChoice({ session })}
              />
            ))}
          </Stack>
        </section>
      ) : null}
      {choice ? (
        <RegistrationDialog
          event={event}
          session={choice.session}
          onClose={() => setChoice(null)}
        />
      ) : null}
    </Stack>
  );
}

interface SessionCardProps {
  session: ProgrammeSession;
  onRegister: () => void;
}

function SessionCard({ session, onRegister }: SessionCardProps) {
  const kind = useLabelOf("event_session_kinds");
  const when = events.span(session.starts_at, session.ends_at);
  const full = session.places_left === 0;
  const isSlot = session.kind === "slot";
  const left = isSlot && full ? publicEvents.taken : publicEvents.placesLeft(session.places_left);
  const name = full ? publicEvents.waitingListFor : publicEvents.registerTo;
  return (
    <Paper component="li" withBorder p="md">
      <Group justify="space-between" align="flex-start">
        <Stack gap={2} flex="1 1 14rem">
          <Title order={3} size="h5">
            {session.title}
          </Title>
          <Text size="sm">{when}</Text>
          <Text size="sm" c="dimmed">
            {[kind(session.kind), session.place, left].filter(Boolean).join(" · ")}
          </Text>
          {session.description ? (
            <Text size="sm" className={classes.description}>
              {session.description}
            </Text>
          ) : null}
        </Stack>
        {session.is_open && !(isSlot && full) ? (
          <Button variant="default" aria-label={name(session.title, when)} onClick={onRegister}>
            {full ? publicEvents.waitingList : publicEvents.register}
          </Button>
        ) : null}
        {session.is_open ? null : (
          <Text size="sm" c="dimmed">
            {publicEvents.closed}
          </Text>
        )}
      </Group>
    </Paper>
  );
}
