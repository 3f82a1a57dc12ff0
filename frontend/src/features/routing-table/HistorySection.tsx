import { Badge, Button, Group, Stack, Text } from "@mantine/core";
import { useKeysetList } from "@/api/pages";
import { Disclosure } from "@/components/Disclosure";
import { MoreButton } from "@/components/MoreButton";
import { Section } from "@/components/Section";
import { ErrorState, LoadingState } from "@/components/states";
import { formatShortDate, isShipped } from "@/i18n/format";
import { routingTable as words } from "@/i18n/fr/routing-table";
import { type RoutingTable, VERSIONS } from "./api";
import classes from "./routing-table.module.css";
import { useTableLines } from "./use-table-lines";

interface HistorySectionProps {
  /** Version in force. */
  current: number;
  onRestore: ((table: RoutingTable) => void) | null;
}

/** Every version so far, newest first: who changed the table, when, why, and the way back. */
export function HistorySection({ current, onRestore }: HistorySectionProps) {
  const list = useKeysetList<RoutingTable>(VERSIONS, { limit: 10 });
  return (
    <Section title={words.history}>
      <Text size="sm" c="dimmed" mb="sm">
        {words.historyHint}
      </Text>
      {list.isPending ? <LoadingState lines={3} /> : null}
      {list.isError ? <ErrorState error={list.error} onRetry={() => list.refetch()} /> : null}
      <ol className={classes.versions}>
        {list.items.map((table) => (
          <li key={table.version}>
            <Version table={table} isCurrent={table.version === current} onRestore={onRestore} />
          </li>
        ))}
      </ol>
      <MoreButton list={list} />
    </Section>
  );
}

interface VersionProps {
  table: RoutingTable;
  isCurrent: boolean;
  onRestore: ((table: RoutingTable) => void) | null;
}

function Version({ table, isCurrent, onRestore }: VersionProps) {
  const { version } = table;
  return (
    <Stack gap={4}>
      <Group gap="xs">
        <Text fw={600}>
          {isShipped(table.created_at)
            ? words.shipped(version)
            : words.versionOf(version, formatShortDate(table.created_at))}
        </Text>
        {isCurrent ? <Badge color="valley">{words.current}</Badge> : null}
      </Group>
      <Text size="sm" c="dimmed">
        {[table.author_name ?? (isShipped(table.created_at) ? null : words.initial), table.note]
          .filter(Boolean)
          .join(" · ")}
      </Text>
      <Group gap="md" align="flex-start">
        <Disclosure label={words.show} name={words.showOf(version)}>
          <Lines table={table} />
        </Disclosure>
        {onRestore && !isCurrent ? (
          <Button
            size="compact-sm"
            variant="default"
            aria-label={words.restoreOf(version)}
            onClick={() => onRestore(table)}
          >
            {words.restore}
          </Button>
        ) : null}
      </Group>
    </Stack>
  );
}

function Lines({ table }: { table: RoutingTable }) {
  const { territorial, technical, needs } = useTableLines()(table);
  return (
    <ul className={classes.lines}>
      {[...territorial, ...technical, ...needs].map((line) => (
        <li key={`${line.at.group}-${line.id}`}>
          <Text size="sm">{words.shown(line.about, line.kinds, line.sentence)}</Text>
        </li>
      ))}
    </ul>
  );
}
