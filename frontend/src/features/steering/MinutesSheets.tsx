import { Button, Stack, Text, Title } from "@mantine/core";
import { IconPrinter } from "@tabler/icons-react";
import { useParams } from "@tanstack/react-router";
import { useMay } from "@/api/use-session";
import { ButtonLink } from "@/components/links";
import { PageHeader } from "@/components/PageHeader";
import { ForbiddenState, LoadingState, ProblemPage } from "@/components/states";
import { formatDate } from "@/i18n/format";
import { steering } from "@/i18n/fr/steering";
import { ActionRows } from "./ActionRows";
import { type Committee, useActionsOf, useCommittee } from "./api";
import { AgendaTable, DecisionList } from "./MinutesLists";
import classes from "./steering.module.css";

/** `/pilotage/comites/{id}/ordre-du-jour`: the agenda, to be printed. */
export function AgendaSheet() {
  const { committeeId } = useParams({ from: "/staff/pilotage/comites/$committeeId/ordre-du-jour" });
  return (
    <Sheet id={committeeId} title={steering.agenda}>
      {(committee) => <AgendaTable committee={committee} />}
    </Sheet>
  );
}

/** `/pilotage/comites/{id}/releve`: the decisions and the actions, to be printed. */
export function DecisionsSheet() {
  const { committeeId } = useParams({ from: "/staff/pilotage/comites/$committeeId/releve" });
  const actions = useActionsOf({ committee: committeeId });
  return (
    <Sheet id={committeeId} title={steering.decisionsSheet}>
      {(committee) => (
        <>
          <DecisionList committee={committee} />
          <Title order={2} size="h4">
            {steering.actions}
          </Title>
          <ActionRows actions={actions.data ?? []} />
        </>
      )}
    </Sheet>
  );
}

interface SheetProps {
  id: string;
  title: string;
  children: (committee: Committee) => React.ReactNode;
}

function Sheet({ id, title, children }: SheetProps) {
  const may = useMay("read_steering");
  const read = useCommittee(id, may);
  if (!may) return <ForbiddenState />;
  if (read.isError) return <ProblemPage error={read.error} onRetry={() => read.refetch()} />;
  if (read.data === undefined) return <LoadingState />;
  const committee = read.data;
  const where = [
    formatDate(committee.on),
    steering.hours(committee.opens_at, committee.closes_at),
    committee.host_name,
    committee.place,
  ];
  return (
    <div className={classes.sheet}>
      <PageHeader
        title={`${title} : ${committee.title}`}
        description={where.filter(Boolean).join(" · ")}
        actions={
          <>
            <ButtonLink
              to="/pilotage/comites/$committeeId"
              params={{ committeeId: id }}
              variant="subtle"
            >
              {steering.back}
            </ButtonLink>
            <Button
              leftSection={<IconPrinter size={18} aria-hidden />}
              onClick={() => window.print()}
            >
              {steering.print}
            </Button>
          </>
        }
      />
      <Stack gap="md">{children(committee)}</Stack>
      {committee.video_url ? (
        <Text size="sm" mt="md">
          {committee.video_url}
        </Text>
      ) : null}
    </div>
  );
}
