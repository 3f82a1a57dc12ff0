import { Badge, Button, Group, Text } from "@mantine/core";
import { useKeysetList } from "@/api/pages";
import { useLabelOf } from "@/api/reference";
import { Section } from "@/components/Section";
import { ErrorState, LoadingState } from "@/components/states";
import { formatDaysFromNow, formatLabels, formatList, formatShortDate } from "@/i18n/format";
import { common } from "@/i18n/fr/common";
import { inbox } from "@/i18n/fr/inbox";
import { type ContactRequest, REQUESTS } from "./api";
import classes from "./inbox.module.css";

/** Requests nobody confirmed yet; those that left a phone only are marked. */
export function RequestsSection({ onOpen }: { onOpen: (id: string) => void }) {
  const list = useKeysetList<ContactRequest>(REQUESTS, { status: "pending" });
  return (
    <Section title={inbox.requests}>
      {list.isPending ? <LoadingState lines={3} /> : null}
      {list.isError ? <ErrorState error={list.error} onRetry={() => list.refetch()} /> : null}
      {list.isSuccess && list.items.length === 0 ? (
        <Text c="dimmed">{inbox.requestsEmpty}</Text>
      ) : null}
      <ul className={classes.list}>
        {list.items.map((request) => (
          <li key={request.id} className={classes.line}>
            <RequestLine request={request} onOpen={() => onOpen(request.id)} />
          </li>
        ))}
      </ul>
      {list.hasNextPage ? (
        <Button
          mt="md"
          variant="default"
          loading={list.isFetchingNextPage}
          onClick={() => list.fetchNextPage()}
        >
          {common.loadMore}
        </Button>
      ) : null}
    </Section>
  );
}

function RequestLine({ request, onOpen }: { request: ContactRequest; onOpen: () => void }) {
  const projectType = useLabelOf("project_types");
  const name = `${request.first_name} ${request.last_name}`;
  const where = request.territory_indifferent
    ? inbox.indifferent
    : formatList(request.wished_territories.map((one) => one.name));
  return (
    <>
      <div className={classes.body}>
        <Group gap="xs">
          <Text fw={600}>{name}</Text>
          <Badge color={request.contact === "phone" ? "terracotta" : "gray"}>
            {request.contact === "phone" ? inbox.toCall : inbox.byEmail}
          </Badge>
          {request.referral ? (
            <Badge color="valley">{inbox.fromEmployer(request.referral.employer_name)}</Badge>
          ) : null}
        </Group>
        <Text size="sm">
          {[formatLabels(request.project_types.map(projectType)), where]
            .filter(Boolean)
            .join(" · ")}
        </Text>
        <Text size="xs" c="dimmed">
          {[
            inbox.received(formatDaysFromNow(request.received_at)),
            inbox.expires(formatShortDate(request.expires_at)),
          ].join(" · ")}
        </Text>
      </div>
      <Button variant="default" aria-label={inbox.open(name)} onClick={onOpen}>
        {inbox.requestOpen}
      </Button>
    </>
  );
}
