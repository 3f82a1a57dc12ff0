import { Badge, Button, Group, Paper, Stack, Switch, Text, Title } from "@mantine/core";
import { useState } from "react";
import { useKeysetList } from "@/api/pages";
import { useMay } from "@/api/use-session";
import { ButtonLink } from "@/components/links";
import { PageHeader } from "@/components/PageHeader";
import { SmallButton } from "@/components/SmallButton";
import { EmptyState, ErrorState, ForbiddenState, LoadingState } from "@/components/states";
import { toastDone, toastProblem } from "@/components/toasts";
import { common } from "@/i18n/fr/common";
import { endowments as said } from "@/i18n/fr/endowments";
import classes from "./ambassadors.module.css";
import { EndowmentDialog } from "./EndowmentDialog";
import {
  archiveEndowment,
  conditionsOf,
  ENDOWMENTS,
  type Endowment,
  restoreEndowment,
  useRefreshEndowments,
} from "./endowments";

/** `/reseau-ambassadeurs/dotations`: what is handed over to ambassadors, and what is left of it. */
export function EndowmentsPage() {
  const may = useMay("read_ambassadors");
  const manages = useMay("manage_ambassadors");
  const refresh = useRefreshEndowments();
  const [withArchived, setWithArchived] = useState(false);
  const [open, setOpen] = useState<{ endowment: Endowment | null } | null>(null);
  const query = withArchived ? { archived: "any" } : {};
  const list = useKeysetList<Endowment>(ENDOWMENTS, query, may);
  if (!may) return <ForbiddenState />;
  const add = manages ? (
    <Button onClick={() => setOpen({ endowment: null })}>{said.add}</Button>
  ) : null;
  return (
    <>
      <PageHeader
        title={said.title}
        description={said.intro}
        actions={
          <>
            <ButtonLink to="/reseau-ambassadeurs" variant="default">
              {said.back}
            </ButtonLink>
            {add}
          </>
        }
      />
      <Switch
        mb="md"
        label={said.showArchived}
        checked={withArchived}
        onChange={(event) => setWithArchived(event.currentTarget.checked)}
      />
      {list.isPending ? <LoadingState lines={6} /> : null}
      {list.isError ? <ErrorState error={list.error} onRetry={() => void list.refetch()} /> : null}
      {list.data && list.items.length === 0 ? (
        <EmptyState title={said.none} action={add}>
          {said.noneText}
        </EmptyState>
      ) : null}
      <Stack component="ul" className={classes.list}>
        {list.items.map((one) => (
          <Card
            key={one.id}
            one={one}
            manages={manages}
            onEdit={() => setOpen({ endowment: one })}
            onMoved={refresh}
          />
        ))}
      </Stack>
      {list.hasNextPage ? (
        <Button mt="md" variant="default" onClick={() => void list.fetchNextPage()}>
          {said.more}
        </Button>
      ) : null}
      {open ? (
        <EndowmentDialog
          endowment={open.endowment}
          onSaved={refresh}
          onClose={() => setOpen(null)}
        />
      ) : null}
    </>
  );
}

interface CardProps {
  one: Endowment;
  manages: boolean;
  onEdit: () => void;
  onMoved: () => Promise<void>;
}

function Card({ one, manages, onEdit, onMoved }: CardProps) {
  const archived = one.archived_at !== null;
  const put = (deed: Promise<unknown>, done: string) =>
    void deed
      .then(() => toastDone(done))
      .catch((error: unknown) => toastProblem(error))
      .then(onMoved);
  return (
    <Paper component="li" withBorder p="md">
      <Group justify="space-between" align="flex-start">
        <Title order={2} size="h4">
          {one.label}
        </Title>
        {archived ? <Badge color="gray">{said.archived}</Badge> : null}
      </Group>
      {one.description ? <Text>{one.description}</Text> : null}
      <Text size="sm" fw={600}>
        {said.left(one.stock)}
      </Text>
      <Text size="sm" c="dimmed">
        {conditionsOf(one)}
      </Text>
      {manages ? (
        <Group gap="xs" mt="sm">
          {archived ? (
            <SmallButton
              label={said.restore}
              name={said.restoreOf(one.label)}
              onClick={() => put(restoreEndowment(one), said.restoreDone)}
            />
          ) : (
            <>
              <SmallButton label={common.edit} name={said.editOf(one.label)} onClick={onEdit} />
              <SmallButton
                label={said.archive}
                name={said.archiveOf(one.label)}
                onClick={() => put(archiveEndowment(one), said.archiveDone)}
              />
            </>
          )}
        </Group>
      ) : null}
    </Paper>
  );
}
