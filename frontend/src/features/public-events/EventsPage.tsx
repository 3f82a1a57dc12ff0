import { Anchor, Badge, Group, Paper, SimpleGrid, Stack, Text, Title } from "@mantine/core";
import { useLabelOf } from "@/api/reference";
import { AnchorLink, ButtonLink } from "@/components/links";
import { PageHeader } from "@/components/PageHeader";
import { EmptyState, ErrorState, LoadingState } from "@/components/states";
import { placeOf } from "@/features/events/place";
import { events, publicEvents } from "@/i18n/fr/events";
import { type PublicEvent, usePublicEvents } from "./api";
import classes from "./public-events.module.css";

/** `/evenements`: where and when to meet those who welcome. */
export function EventsPage() {
  const list = usePublicEvents();
  return (
    <>
      <PageHeader
        title={publicEvents.title}
        documentTitle={publicEvents.tab}
        description={publicEvents.intro}
      />
      <Stack gap="lg">
        {list.isPending ? <LoadingState lines={6} /> : null}
        {list.isError ? (
          <ErrorState error={list.error} onRetry={() => void list.refetch()} />
        ) : null}
        {list.data?.length === 0 ? (
          <EmptyState
            title={publicEvents.emptyTitle}
            action={<ButtonLink to="/demande">{publicEvents.ask}</ButtonLink>}
          >
            {publicEvents.emptyText}
          </EmptyState>
        ) : null}
        {list.data && list.data.length > 0 ? (
          <>
            <SimpleGrid component="ul" cols={{ base: 1, sm: 2 }} className={classes.list}>
              {list.data.map((event) => (
                <Card key={event.id} event={event} />
              ))}
            </SimpleGrid>
            <Anchor href="/evenements.ics">{publicEvents.feed}</Anchor>
          </>
        ) : null}
      </Stack>
    </>
  );
}

function Card({ event }: { event: PublicEvent }) {
  const kind = useLabelOf("event_kinds");
  const format = useLabelOf("event_formats");
  const where = event.format === "online" ? format(event.format) : placeOf(event);
  return (
    <Paper component="li" withBorder p="md" className={classes.card}>
      <Stack gap={6}>
        <Group justify="space-between" align="flex-start" wrap="nowrap">
          <Title order={2} size="h4">
            <AnchorLink
              to="/evenements/$slug"
              params={{ slug: event.path.replace("/evenements/", "") }}
              className={classes.cardLink}
            >
              {event.title}
            </AnchorLink>
          </Title>
          {event.status === "cancelled" ? (
            <Badge color="terracotta">{publicEvents.cancelled}</Badge>
          ) : null}
        </Group>
        <Text fw={600}>{events.dates(event.first_on, event.last_on)}</Text>
        <Text size="sm" c="dimmed">
          {[kind(event.kind), where].filter(Boolean).join(" · ")}
        </Text>
      </Stack>
    </Paper>
  );
}
