import { Anchor, Button, Grid, Stack, Text } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { useLabelOf } from "@/api/reference";
import { useMay } from "@/api/use-session";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import { ButtonLink } from "@/components/links";
import { PageHeader } from "@/components/PageHeader";
import { Section } from "@/components/Section";
import { ForbiddenState, LoadingState, ProblemPage } from "@/components/states";
import { toastDone } from "@/components/toasts";
import { formatDate } from "@/i18n/format";
import { common } from "@/i18n/fr/common";
import { events } from "@/i18n/fr/events";
import { steering } from "@/i18n/fr/steering";
import { deleteEvent, EVENTS, type Event, readEvent } from "./api";
import { BudgetSection } from "./BudgetSection";
import { EventDialog } from "./EventDialog";
import classes from "./events.module.css";
import { NextEditionDialog } from "./NextEditionDialog";
import { placeOf } from "./place";
import { QrSection } from "./QrSection";
import { RegistrationsSection } from "./RegistrationsSection";
import { ReportSection } from "./ReportSection";
import { RosterSection } from "./RosterSection";
import { SessionsSection } from "./SessionsSection";
import { StandAccessSection } from "./StandAccessSection";
import { StandCapturesSection } from "./StandCapturesSection";
import { StandingSection } from "./StandingSection";

/** `/calendrier/{id}`: an event, where it stands, who is expected, what it costs. */
export function EventPage() {
  const may = useMay("read_events");
  const { eventId } = useParams({ from: "/staff/calendrier/$eventId" });
  const event = useQuery({
    queryKey: [EVENTS, eventId],
    enabled: may,
    queryFn: () => readEvent({ id: eventId }),
  });
  if (!may) return <ForbiddenState />;
  if (event.isError) return <ProblemPage error={event.error} onRetry={() => event.refetch()} />;
  if (event.data === undefined) return <LoadingState />;
  return <Page event={event.data} />;
}

function Page({ event }: { event: Event }) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const refresh = () => queries.invalidateQueries({ queryKey: [EVENTS] });
  const mayWrite = useMay("write_events");
  const [open, setOpen] = useState<"edit" | "remove" | "next" | null>(null);
  const isDraft = event.status === "draft";
  return (
    <>
      <PageHeader
        title={event.title}
        description={events.dates(event.first_on, event.last_on)}
        actions={
          <>
            <SteeringLink event={event} />
            {event.may_change && isDraft ? (
              <Button variant="default" onClick={() => setOpen("remove")}>
                {events.remove}
              </Button>
            ) : null}
            {mayWrite && !isDraft ? (
              <Button variant="default" onClick={() => setOpen("next")}>
                {events.duplicate}
              </Button>
            ) : null}
            {event.may_change ? (
              <Button onClick={() => setOpen("edit")}>{events.edit}</Button>
            ) : null}
          </>
        }
      />
      <Grid gap="lg">
        <Grid.Col span={{ base: 12, md: 7 }}>
          <Stack gap="lg">
            <Section title={events.facts}>
              <Facts event={event} />
            </Section>
            <SessionsSection event={event} />
            {event.may_change ? <RegistrationsSection event={event} /> : null}
            <ReportSection event={event} />
            {event.may_change ? <StandCapturesSection event={event} /> : null}
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 5 }}>
          <Stack gap="lg">
            <StandingSection event={event} onMoved={refresh} />
            <RosterSection event={event} />
            <BudgetSection event={event} />
            {event.may_change ? <StandAccessSection event={event} /> : null}
            {event.may_change ? <QrSection event={event} /> : null}
          </Stack>
        </Grid.Col>
      </Grid>
      {open === "edit" ? (
        <EventDialog event={event} onClose={() => setOpen(null)} onSaved={() => void refresh()} />
      ) : null}
      {open === "next" ? (
        <NextEditionDialog
          event={event}
          onClose={() => setOpen(null)}
          onSaved={async ({ id }) => {
            await navigate({ to: "/calendrier/$eventId", params: { eventId: id } });
            await refresh();
          }}
        />
      ) : null}
      <ConfirmDialog
        opened={open === "remove"}
        danger
        title={events.removeTitle}
        confirmLabel={common.remove}
        onConfirm={async () => {
          await deleteEvent(event);
          toastDone(events.removed);
          await navigate({ to: "/calendrier" });
          await refresh();
        }}
        onClose={() => setOpen(null)}
      >
        {events.removeText}
      </ConfirmDialog>
    </>
  );
}

function Facts({ event }: { event: Event }) {
  const kind = useLabelOf("event_kinds");
  const format = useLabelOf("event_formats");
  const rows: [string, ReactNode][] = [
    [events.kind, kind(event.kind)],
    [events.format, format(event.format)],
    [events.series, [event.series, event.edition].filter(Boolean).join(", ")],
    [events.where, placeOf(event)],
    [
      events.videoUrl,
      event.video_url ? (
        <Anchor key="join" href={event.video_url} rel="noopener">
          {events.join}
        </Anchor>
      ) : null,
    ],
    [events.capacity, event.capacity === null ? null : events.places(event.capacity)],
    [events.organiser, event.organiser?.name],
    [events.partners, event.partners.map(({ name }) => name).join(", ")],
    [events.author, event.author_name],
  ];
  return (
    <Stack gap="md">
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
      <div>
        <Text size="sm" c="dimmed">
          {events.days}
        </Text>
        <ul className={classes.list}>
          {event.days.map((day) => (
            <li key={day.on}>
              {[formatDate(day.on), events.hours(day.opens_at, day.closes_at)]
                .filter(Boolean)
                .join(", ")}
            </li>
          ))}
        </ul>
      </div>
      {event.description ? <Text className={classes.said}>{event.description}</Text> : null}
    </Stack>
  );
}

/** From a committee to its agenda, from the meeting of a group to the group. */
function SteeringLink({ event }: { event: Event }) {
  if (event.kind === "steering_committee") {
    return (
      <ButtonLink
        to="/pilotage/comites/$committeeId"
        params={{ committeeId: event.id }}
        variant="default"
      >
        {steering.minutesLink}
      </ButtonLink>
    );
  }
  if (event.working_group_id === null) return null;
  return (
    <ButtonLink
      to="/pilotage/groupes/$groupId"
      params={{ groupId: event.working_group_id }}
      variant="default"
    >
      {steering.groupLink}
    </ButtonLink>
  );
}
