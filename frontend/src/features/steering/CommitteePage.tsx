import { Button, Stack, Text } from "@mantine/core";
import { useParams } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { useMay } from "@/api/use-session";
import { AnchorLink, ButtonLink } from "@/components/links";
import { PageHeader } from "@/components/PageHeader";
import { Section } from "@/components/Section";
import { ForbiddenState, LoadingState, ProblemPage } from "@/components/states";
import { EventBadge } from "@/features/events/EventBadge";
import { formatDate } from "@/i18n/format";
import { steering } from "@/i18n/fr/steering";
import { ActionsSection } from "./ActionsSection";
import { AgendaDialog } from "./AgendaDialog";
import { type Committee, useCommittee, useRefreshSteering } from "./api";
import { DecisionsDialog } from "./DecisionsDialog";
import { AgendaTable, DecisionList } from "./MinutesLists";
import classes from "./steering.module.css";

/** `/pilotage/comites/{id}`: what a committee talks about, what it decided, what follows. */
export function CommitteePage() {
  const may = useMay("read_steering");
  const { committeeId } = useParams({ from: "/staff/pilotage/comites/$committeeId" });
  const committee = useCommittee(committeeId, may);
  if (!may) return <ForbiddenState />;
  if (committee.isError) {
    return <ProblemPage error={committee.error} onRetry={() => committee.refetch()} />;
  }
  if (committee.data === undefined) return <LoadingState />;
  return <Page committee={committee.data} />;
}

function Page({ committee }: { committee: Committee }) {
  const refresh = useRefreshSteering();
  const [open, setOpen] = useState<"agenda" | "decisions" | null>(null);
  const params = { committeeId: committee.id };
  const write = (part: "agenda" | "decisions", label: string) =>
    committee.may_write ? (
      <Button variant="default" onClick={() => setOpen(part)}>
        {label}
      </Button>
    ) : null;
  const dialog = {
    committee,
    onClose: () => setOpen(null),
    onSaved: refresh,
  };
  return (
    <>
      <PageHeader
        title={committee.title}
        description={formatDate(committee.on)}
        actions={
          <ButtonLink to="/pilotage" variant="default">
            {steering.back}
          </ButtonLink>
        }
      />
      <Stack gap="lg">
        <Section title={steering.committee} aside={<EventBadge status={committee.status} />}>
          <Facts committee={committee} />
        </Section>
        <Section title={steering.agenda} aside={write("agenda", steering.editAgenda)}>
          <Stack gap="sm">
            <AgendaTable committee={committee} />
            {committee.agenda.length > 0 ? (
              <AnchorLink to="/pilotage/comites/$committeeId/ordre-du-jour" params={params}>
                {steering.printAgenda}
              </AnchorLink>
            ) : null}
          </Stack>
        </Section>
        <Section title={steering.decisions} aside={write("decisions", steering.editDecisions)}>
          <Stack gap="sm">
            <DecisionList committee={committee} />
            {committee.decisions.length > 0 ? (
              <AnchorLink to="/pilotage/comites/$committeeId/releve" params={params}>
                {steering.printDecisions}
              </AnchorLink>
            ) : null}
          </Stack>
        </Section>
        <ActionsSection origin={{ committee_id: committee.id }} />
      </Stack>
      {open === "agenda" ? <AgendaDialog {...dialog} /> : null}
      {open === "decisions" ? <DecisionsDialog {...dialog} /> : null}
    </>
  );
}

function Facts({ committee }: { committee: Committee }) {
  const rows: [string, ReactNode][] = [
    [
      steering.when,
      [formatDate(committee.on), steering.hours(committee.opens_at, committee.closes_at)]
        .filter(Boolean)
        .join(", "),
    ],
    [steering.host, committee.host_name],
    [steering.where, committee.place],
  ];
  return (
    <Stack gap="sm">
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
      <Text size="sm">
        <AnchorLink to="/calendrier/$eventId" params={{ eventId: committee.id }}>
          {steering.openEvent}
        </AnchorLink>
      </Text>
    </Stack>
  );
}
