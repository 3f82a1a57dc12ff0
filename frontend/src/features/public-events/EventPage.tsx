import { Alert, Button, Paper, Stack, Text, Title } from "@mantine/core";
import { useParams } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { asProblem } from "@/api/problem";
import { ButtonLink } from "@/components/links";
import { PageHeader } from "@/components/PageHeader";
import { ErrorState, LoadingState, NotFoundPage } from "@/components/states";
import { placeOf } from "@/features/events/place";
import { formatDate } from "@/i18n/format";
import { events, publicEvents } from "@/i18n/fr/events";
import { idOf } from "../public-offers/api";
import { calendarOf, type PublicEvent, usePublicEvent } from "./api";
import { ProgrammeSection } from "./ProgrammeSection";
import classes from "./public-events.module.css";

/** `/evenements/<titre>-<id>`: one event, when, where, and how to keep the date. */
export function EventPage() {
  const { slug } = useParams({ from: "/public/evenements/$slug" });
  const id = idOf(slug);
  const event = usePublicEvent(id);
  if (id === null) return <NotFoundPage />;
  if (event.data) return <Whole event={event.data} />;
  if (event.isPending) return <LoadingState lines={8} />;
  const problem = asProblem(event.error);
  if (problem.status === 404) return <NotFoundPage />;
  if (problem.code === "event_gone") return <Gone />;
  return <ErrorState error={problem} onRetry={() => void event.refetch()} />;
}

function Gone() {
  return (
    <>
      <PageHeader title={publicEvents.goneTitle} />
      <Stack align="flex-start">
        <Text>{publicEvents.goneText}</Text>
        <ButtonLink to="/evenements">{publicEvents.see}</ButtonLink>
      </Stack>
    </>
  );
}

function Whole({ event }: { event: PublicEvent }) {
  const cancelled = event.status === "cancelled";
  return (
    <>
      <PageHeader
        title={event.title}
        description={events.dates(event.first_on, event.last_on)}
        actions={
          <ButtonLink to="/evenements" variant="default">
            {publicEvents.back}
          </ButtonLink>
        }
      />
      {cancelled ? (
        <Alert color="terracotta" title={publicEvents.cancelledTitle} mb="lg">
          {event.status_reason}
        </Alert>
      ) : null}
      <div className={classes.event}>
        <Stack gap="lg" align="flex-start">
          {event.description ? (
            <Text className={classes.description}>{event.description}</Text>
          ) : null}
          {cancelled ? null : (
            <Button component="a" href={calendarOf(event)} variant="default">
              {publicEvents.addToCalendar}
            </Button>
          )}
          {event.video_url && !cancelled ? (
            <Button component="a" href={event.video_url} rel="noopener">
              {publicEvents.join}
            </Button>
          ) : null}
          {cancelled ? null : <ProgrammeSection event={event} />}
        </Stack>
        <Practical event={event} />
      </div>
    </>
  );
}

function Practical({ event }: { event: PublicEvent }) {
  const rows: [string, ReactNode][] = [
    [publicEvents.where, placeOf(event)],
    [publicEvents.organiser, event.organiser_name],
    [publicEvents.with, event.partner_names.join(", ")],
  ];
  const timed = event.days.some(({ opens_at }) => opens_at);
  return (
    <Paper withBorder p="md">
      <Title order={2} size="h4" mb="sm">
        {publicEvents.days}
      </Title>
      <ul className={classes.days}>
        {event.days.map((day) => (
          <li key={day.on}>
            {[formatDate(day.on), events.hours(day.opens_at, day.closes_at)]
              .filter(Boolean)
              .join(", ")}
          </li>
        ))}
      </ul>
      {timed ? (
        <Text size="sm" c="dimmed" mb="md">
          {publicEvents.hoursNote}
        </Text>
      ) : null}
      <dl className={classes.facts}>
        {rows
          .filter(([, value]) => value)
          .map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
    </Paper>
  );
}
