import { Group, Stack, Text } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useLabelOf } from "@/api/reference";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import { Section } from "@/components/Section";
import { SmallButton } from "@/components/SmallButton";
import { ErrorState, LoadingState } from "@/components/states";
import { toastDone } from "@/components/toasts";
import { common } from "@/i18n/fr/common";
import { events } from "@/i18n/fr/events";
import { type Event, removeSession, type Session, sessionsPath, useSessions } from "./api";
import classes from "./events.module.css";
import { SessionDialog } from "./SessionDialog";

/** What happens within an event, in the order in which it starts, with the places taken. */
export function SessionsSection({ event }: { event: Event }) {
  const sessions = useSessions(event.id);
  const queries = useQueryClient();
  const kind = useLabelOf("event_session_kinds");
  const [open, setOpen] = useState<{ session: Session | null } | null>(null);
  const [dropped, setDropped] = useState<Session | null>(null);
  const refresh = () => queries.invalidateQueries({ queryKey: [sessionsPath(event.id)] });
  return (
    <Section
      title={events.sessions}
      aside={
        event.may_change ? (
          <SmallButton
            label={events.addSession}
            name={`${events.addSession} : ${events.sessions}`}
            onClick={() => setOpen({ session: null })}
          />
        ) : null
      }
    >
      {sessions.isPending ? <LoadingState lines={3} /> : null}
      {sessions.isError ? (
        <ErrorState error={sessions.error} onRetry={() => void sessions.refetch()} />
      ) : null}
      {sessions.data?.length === 0 ? <Text c="dimmed">{events.sessionsEmpty}</Text> : null}
      <ol className={classes.list}>
        {sessions.data?.map((session) => (
          <Group component="li" key={session.id} justify="space-between" align="flex-start">
            <Stack gap={2} flex="1 1 14rem">
              <Text fw={600}>{session.title}</Text>
              <Text size="sm">{events.span(session.starts_at, session.ends_at)}</Text>
              <Text size="sm" c="dimmed">
                {[kind(session.kind), events.seats(session.taken, session.capacity)].join(" · ")}
              </Text>
            </Stack>
            {event.may_change ? (
              <Group gap="xs">
                <SmallButton
                  label={common.edit}
                  name={events.editSessionOf(
                    session.title,
                    events.span(session.starts_at, session.ends_at),
                  )}
                  onClick={() => setOpen({ session })}
                />
                {session.taken === 0 ? (
                  <SmallButton
                    label={events.drop}
                    name={events.removeSessionOf(
                      session.title,
                      events.span(session.starts_at, session.ends_at),
                    )}
                    onClick={() => setDropped(session)}
                  />
                ) : null}
              </Group>
            ) : null}
          </Group>
        ))}
      </ol>
      {open ? (
        <SessionDialog
          event={event}
          session={open.session}
          onClose={() => setOpen(null)}
          onSaved={refresh}
        />
      ) : null}
      <ConfirmDialog
        opened={dropped !== null}
        danger
        title={events.removeSessionTitle}
        confirmLabel={events.drop}
        onConfirm={async () => {
          if (dropped) await removeSession(event.id, dropped);
          toastDone(events.sessionRemoved);
          await refresh();
        }}
        onClose={() => setDropped(null)}
      >
        {dropped?.title}
      </ConfirmDialog>
    </Section>
  );
}
