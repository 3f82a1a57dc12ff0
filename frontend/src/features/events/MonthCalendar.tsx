import { ActionIcon, Group, Text, Title } from "@mantine/core";
import { IconChevronLeft, IconChevronRight } from "@tabler/icons-react";
import { AnchorLink } from "@/components/links";
import { ErrorState, LoadingState } from "@/components/states";
import { formatDate, today } from "@/i18n/format";
import { events } from "@/i18n/fr/events";
import { type Event, useMonth } from "./api";
import classes from "./events.module.css";
import { addMonths, weeksOf } from "./month";
import { type EventSearch, filtersOf } from "./search";

interface MonthCalendarProps {
  month: string;
  search: EventSearch;
  onMonth: (month: string) => void;
}

/** A month of events: weeks in a grid where there is room, the days that have any one under the other elsewhere. */
export function MonthCalendar({ month, search, onMonth }: MonthCalendarProps) {
  const first = `${month}-01`;
  const found = useMonth(first, `${addMonths(month, 1)}-01`, filtersOf(search));
  const title = events.month(first);
  return (
    <section aria-label={events.calendarOf(title)}>
      <Group justify="space-between" mb="md" wrap="nowrap">
        <ActionIcon
          variant="default"
          size="lg"
          aria-label={events.previousMonth}
          onClick={() => onMonth(addMonths(month, -1))}
        >
          <IconChevronLeft size={18} aria-hidden />
        </ActionIcon>
        <Title order={2} size="h4" aria-live="polite">
          {title}
        </Title>
        <ActionIcon
          variant="default"
          size="lg"
          aria-label={events.nextMonth}
          onClick={() => onMonth(addMonths(month, 1))}
        >
          <IconChevronRight size={18} aria-hidden />
        </ActionIcon>
      </Group>
      {found.isPending ? <LoadingState lines={6} /> : null}
      {found.isError ? (
        <ErrorState error={found.error} onRetry={() => void found.refetch()} />
      ) : null}
      {found.isSuccess && found.data.length === 0 ? (
        <Text c="dimmed" mb="sm">
          {events.emptyMonth}
        </Text>
      ) : null}
      {found.isSuccess ? <Weeks month={month} found={found.data} /> : null}
    </section>
  );
}

function Weeks({ month, found }: { month: string; found: readonly Event[] }) {
  const now = today();
  return (
    <>
      <div className={classes.weekdays} aria-hidden>
        {events.weekdays.map((name) => (
          <span key={name}>{name}</span>
        ))}
      </div>
      <ol className={classes.month}>
        {weeksOf(month)
          .flat()
          .map((day) => {
            const own = found.filter((event) => event.days.some(({ on }) => on === day));
            return (
              <li
                key={day}
                className={classes.day}
                data-outside={day.slice(0, 7) === month ? undefined : true}
                data-today={day === now ? true : undefined}
                data-empty={own.length === 0 ? true : undefined}
              >
                <Text size="sm" c="dimmed" className={classes.number} aria-hidden>
                  {Number(day.slice(8))}
                </Text>
                <Text size="sm" fw={600} className={classes.date}>
                  {formatDate(day)}
                </Text>
                {own.map((event) => (
                  <AnchorLink
                    key={event.id}
                    to="/calendrier/$eventId"
                    params={{ eventId: event.id }}
                    className={classes.event}
                    data-status={event.status}
                  >
                    {event.title}
                  </AnchorLink>
                ))}
              </li>
            );
          })}
      </ol>
    </>
  );
}
