import { Button, Group, Paper, SegmentedControl, Stack, Text, Title } from "@mantine/core";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useKeysetList } from "@/api/pages";
import { useLabelOf } from "@/api/reference";
import { useMay } from "@/api/use-session";
import { AnchorLink, ButtonLink } from "@/components/links";
import { PageHeader } from "@/components/PageHeader";
import { SmallButton } from "@/components/SmallButton";
import { EmptyState, ErrorState, ForbiddenState, LoadingState } from "@/components/states";
import { toastDone, toastProblem } from "@/components/toasts";
import { duplicates as said } from "@/i18n/fr/duplicates";
import { DUPLICATES, type Duplicate, dismiss, reopen, useRefreshDuplicates } from "./api";
import classes from "./duplicates.module.css";
import { Reasons } from "./Reasons";
import { STATUSES } from "./search";

/** `/doublons`: files that resemble each other, and what somebody decided about them. */
export function DuplicatesPage() {
  const may = useMay("read_prospects");
  const { status } = useSearch({ from: "/staff/doublons" });
  const navigate = useNavigate();
  const shown = status ?? "open";
  const list = useKeysetList<Duplicate>(DUPLICATES, { status: shown, count: "exact" }, may);
  if (!may) return <ForbiddenState />;
  return (
    <>
      <PageHeader title={said.title} description={said.intro} />
      <Group mb="md" justify="space-between">
        <SegmentedControl
          aria-label={said.filter}
          value={shown}
          data={STATUSES.map((value) => ({ value, label: said.statuses[value] ?? value }))}
          onChange={(value) =>
            void navigate({
              to: "/doublons",
              search: value === "open" ? {} : { status: value },
              replace: true,
            })
          }
        />
        <Text size="sm" c="dimmed" role="status">
          {list.total === null ? "" : said.results(list.total)}
        </Text>
      </Group>
      {list.isPending ? <LoadingState lines={6} /> : null}
      {list.isError ? <ErrorState error={list.error} onRetry={() => void list.refetch()} /> : null}
      {list.data && list.items.length === 0 ? (
        <EmptyState title={said.none[shown] ?? ""}>{said.noneText}</EmptyState>
      ) : null}
      <Stack component="ul" className={classes.list}>
        {list.items.map((pair) => (
          <Card key={pair.id} pair={pair} />
        ))}
      </Stack>
      {list.hasNextPage ? (
        <Button mt="md" variant="default" onClick={() => void list.fetchNextPage()}>
          {said.more}
        </Button>
      ) : null}
    </>
  );
}

function Card({ pair }: { pair: Duplicate }) {
  const names = said.pair(pair.files.map((file) => file.lead_name || file.number));
  return (
    <Paper component="li" withBorder p="md">
      <Title order={2} size="h4">
        {names}
      </Title>
      <div className={classes.pair}>
        {pair.files.map((file) => (
          <FileLine key={file.id} file={file} />
        ))}
      </div>
      {pair.hidden === null ? (
        <>
          <Text size="sm" mt="xs" fw={600}>
            {said.score(pair.score ?? 0)}
          </Text>
          <Reasons reasons={pair.reasons} />
        </>
      ) : (
        <Text mt="xs">{pair.hidden}</Text>
      )}
      <Text size="sm" c="dimmed" mt="xs">
        {pair.decided_at && pair.decided_by_name
          ? said.decided(pair.decided_by_name, pair.decided_at)
          : said.found(pair.found_at)}
      </Text>
      {pair.hidden === null ? <Actions pair={pair} names={names} /> : null}
    </Paper>
  );
}

function FileLine({ file }: { file: Duplicate["files"][number] }) {
  const status = useLabelOf("prospect_statuses");
  return (
    <div>
      <AnchorLink to="/dossiers/$prospectId" params={{ prospectId: file.id }}>
        {file.number}
      </AnchorLink>
      <Text size="sm">
        {[file.lead_name, status(file.status), said.opened(file.created_at)]
          .filter(Boolean)
          .join(" · ")}
      </Text>
    </div>
  );
}

function Actions({ pair, names }: { pair: Duplicate; names: string }) {
  const mayWrite = useMay("write_prospects");
  const refresh = useRefreshDuplicates();
  const decide = (deed: Promise<unknown>, done: string) =>
    void deed
      .then(() => toastDone(done))
      .catch((error: unknown) => toastProblem(error))
      .then(refresh);
  return (
    <Group gap="xs" mt="sm">
      {pair.status === "merged" ? null : (
        <ButtonLink
          size="compact-sm"
          to="/doublons/$duplicateId"
          params={{ duplicateId: pair.id }}
          aria-label={said.compareOf(names)}
        >
          {said.compare}
        </ButtonLink>
      )}
      {mayWrite && pair.status === "open" ? (
        <SmallButton
          label={said.dismiss}
          name={said.dismissOf(names)}
          onClick={() => decide(dismiss(pair), said.dismissed)}
        />
      ) : null}
      {mayWrite && pair.status === "dismissed" ? (
        <SmallButton
          label={said.reopen}
          name={said.reopenOf(names)}
          onClick={() => decide(reopen(pair), said.reopened)}
        />
      ) : null}
    </Group>
  );
}
