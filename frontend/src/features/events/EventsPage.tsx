import { Button, Input, SegmentedControl, SimpleGrid, Stack, Switch, Text } from "@mantine/core";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useKeysetList } from "@/api/pages";
import { useLabelOf } from "@/api/reference";
import { useMay } from "@/api/use-session";
import { CodeSelect } from "@/components/CodeSelect";
import type { Column } from "@/components/DataTable";
import { ListFrame } from "@/components/ListFrame";
import { AnchorLink } from "@/components/links";
import { PageHeader } from "@/components/PageHeader";
import { SearchBox } from "@/components/SearchBox";
import { ForbiddenState } from "@/components/states";
import { today } from "@/i18n/format";
import { events } from "@/i18n/fr/events";
import { EVENTS, type Event } from "./api";
import { EventBadge } from "./EventBadge";
import { EventDialog } from "./EventDialog";
import { MonthCalendar } from "./MonthCalendar";
import { placeOf } from "./place";
import { type EventSearch, eventQuery, readEventSearch } from "./search";

/** `/calendrier`: the events of the programme, as a list or month by month. */
export function EventsPage() {
  const may = useMay("read_events");
  const mayAdd = useMay("write_events");
  const search = useSearch({ from: "/staff/calendrier" });
  const navigate = useNavigate();
  const change = useSearchChange();
  const [adding, setAdding] = useState(false);
  if (!may) return <ForbiddenState />;
  const add = mayAdd ? <Button onClick={() => setAdding(true)}>{events.add}</Button> : null;
  const filters = <Filters search={search} onChange={change} />;
  return (
    <>
      <PageHeader title={events.title} description={events.intro} actions={add} />
      {search.month ? (
        <Stack gap="lg">
          {filters}
          <MonthCalendar
            month={search.month}
            search={search}
            onMonth={(month) => change({ month })}
          />
        </Stack>
      ) : (
        <EventList search={search} filters={filters} add={add} />
      )}
      {adding ? (
        <EventDialog
          event={null}
          onClose={() => setAdding(false)}
          onSaved={({ id }) =>
            void navigate({ to: "/calendrier/$eventId", params: { eventId: id } })
          }
        />
      ) : null}
    </>
  );
}

interface EventListProps {
  search: EventSearch;
  filters: React.ReactNode;
  add: React.ReactNode;
}

function EventList({ search, filters, add }: EventListProps) {
  const list = useKeysetList<Event>(EVENTS, eventQuery(search));
  const columns = useColumns();
  return (
    <ListFrame
      list={list}
      caption={events.title}
      columns={columns}
      rowKey={(event) => event.id}
      filtered={Object.keys(search).length > 0}
      empty={{ title: events.emptyTitle, text: events.emptyText, action: add }}
      filters={
        <Stack gap="sm">
          {filters}
          <Text size="sm" c="dimmed" role="status">
            {list.total === null ? "" : events.results(list.total)}
          </Text>
        </Stack>
      }
    />
  );
}

function useColumns(): Column<Event>[] {
  const kind = useLabelOf("event_kinds");
  return [
    {
      key: "title",
      header: events.name,
      render: (event) => (
        <Stack gap={2}>
          <AnchorLink to="/calendrier/$eventId" params={{ eventId: event.id }}>
            {event.title}
          </AnchorLink>
          <Text size="sm" c="dimmed" fw={400}>
            {[kind(event.kind), event.edition].filter(Boolean).join(", ")}
          </Text>
        </Stack>
      ),
    },
    {
      key: "when",
      header: events.when,
      render: (event) => events.shortDates(event.first_on, event.last_on),
    },
    {
      key: "where",
      header: events.where,
      render: (event) => placeOf(event),
    },
    {
      key: "status",
      header: events.status,
      render: (event) => <EventBadge status={event.status} />,
    },
  ];
}

interface FiltersProps {
  search: EventSearch;
  onChange: (part: Part, replace?: boolean) => void;
}

function Filters({ search, onChange }: FiltersProps) {
  return (
    <search>
      <Stack gap="sm">
        <SimpleGrid cols={{ base: 1, xs: 2, md: 4 }}>
          <SearchBox
            label={events.search}
            placeholder={events.searchPlaceholder}
            value={search.q ?? ""}
            onChange={(q) => onChange({ q: q || undefined }, true)}
          />
          <CodeSelect
            list="event_kinds"
            label={events.kind}
            clearable
            value={search.kind ?? null}
            onChange={(kind) => onChange({ kind: kind ?? undefined })}
          />
          <CodeSelect
            list="event_statuses"
            label={events.status}
            clearable
            value={search.status ?? null}
            onChange={(status) => onChange({ status: status ?? undefined })}
          />
          <Stack gap={0}>
            <Input.Label id="events-view" labelElement="div">
              {events.view}
            </Input.Label>
            <SegmentedControl
              aria-labelledby="events-view"
              data={[
                { value: "list", label: events.views.list },
                { value: "month", label: events.views.month },
              ]}
              value={search.month ? "month" : "list"}
              onChange={(view) =>
                onChange({ month: view === "month" ? today().slice(0, 7) : undefined })
              }
            />
          </Stack>
        </SimpleGrid>
        {search.month ? null : (
          <Switch
            label={events.past}
            checked={search.past ?? false}
            onChange={(event) => onChange({ past: event.currentTarget.checked || undefined })}
          />
        )}
      </Stack>
    </search>
  );
}

type Part = { [Name in keyof EventSearch]: EventSearch[Name] | undefined };

/** Changes the address, keeping what is not mentioned; typing does not fill the history. */
function useSearchChange() {
  const navigate = useNavigate();
  return (part: Part, replace = false) =>
    void navigate({
      to: "/calendrier",
      search: (now: object) => readEventSearch({ ...now, ...part }),
      replace,
      resetScroll: false,
    });
}
