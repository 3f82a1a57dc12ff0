import { Button, Stack, Text } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useKeysetList } from "@/api/pages";
import { useMay } from "@/api/use-session";
import type { Column } from "@/components/DataTable";
import { ListFrame } from "@/components/ListFrame";
import { AnchorLink } from "@/components/links";
import { PageHeader } from "@/components/PageHeader";
import { ForbiddenState } from "@/components/states";
import { EVENTS, type Event } from "@/features/events/api";
import { EventBadge } from "@/features/events/EventBadge";
import { EventDialog } from "@/features/events/EventDialog";
import { events } from "@/i18n/fr/events";
import { steering } from "@/i18n/fr/steering";
import { SteeringTabs } from "./SteeringTabs";

const COLUMNS: Column<Event>[] = [
  {
    key: "title",
    header: steering.committee,
    render: ({ id, title }) => (
      <AnchorLink to="/pilotage/comites/$committeeId" params={{ committeeId: id }}>
        {title}
      </AnchorLink>
    ),
  },
  {
    key: "when",
    header: steering.when,
    render: ({ first_on, last_on }) => events.shortDates(first_on, last_on),
  },
  {
    key: "host",
    header: steering.host,
    render: ({ organiser, place }) => (
      <Stack gap={2}>
        <Text size="sm">{organiser?.name}</Text>
        <Text size="sm" c="dimmed">
          {place}
        </Text>
      </Stack>
    ),
  },
  {
    key: "status",
    header: steering.status,
    render: ({ status }) => <EventBadge status={status} />,
  },
];

const QUERY = { kind: "steering_committee", sort: "-first_on" } as const;

/** `/pilotage`: the steering committees, the last first. */
export function CommitteesPage() {
  const may = useMay("read_steering");
  const manages = useMay("manage_steering");
  const navigate = useNavigate();
  const [adding, setAdding] = useState(false);
  const list = useKeysetList<Event>(EVENTS, QUERY, may);
  if (!may) return <ForbiddenState />;
  const add = manages ? (
    <Button onClick={() => setAdding(true)}>{steering.addCommittee}</Button>
  ) : null;
  return (
    <>
      <PageHeader title={steering.title} description={steering.intro} actions={add} />
      <SteeringTabs />
      <ListFrame
        list={list}
        caption={steering.committees}
        columns={COLUMNS}
        rowKey={({ id }) => id}
        filters={null}
        filtered={false}
        empty={{ title: steering.noCommittees, text: steering.noCommitteesText, action: add }}
      />
      {adding ? (
        <EventDialog
          event={null}
          start={{ kind: "steering_committee" }}
          onClose={() => setAdding(false)}
          onSaved={({ id }) =>
            void navigate({ to: "/pilotage/comites/$committeeId", params: { committeeId: id } })
          }
        />
      ) : null}
    </>
  );
}
