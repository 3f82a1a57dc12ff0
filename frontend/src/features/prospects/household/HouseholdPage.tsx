import { Alert, Group, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Navigate, useParams } from "@tanstack/react-router";
import { AnchorLink } from "@/components/links";
import { LoadingState, ProblemPage } from "@/components/states";
import { MergesSection } from "@/features/duplicates/MergesSection";
import { ResemblanceNotice } from "@/features/duplicates/ResemblanceNotice";
import { RetentionSection } from "@/features/retention/RetentionSection";
import { sponsoring } from "@/i18n/fr/ambassadors";
import { household } from "@/i18n/fr/household";
import { installation } from "@/i18n/fr/installation";
import { retention } from "@/i18n/fr/retention";
import { prospectQuery } from "../api";
import type { Prospect } from "../types";
import { AssignmentsSection } from "./AssignmentsSection";
import { ConsentsSection } from "./ConsentsSection";
import { FactsSection } from "./FactsSection";
import { HistorySection } from "./HistorySection";
import { HouseholdHeader } from "./HouseholdHeader";
import classes from "./household.module.css";
import { InstallationSection } from "./InstallationSection";
import { MembersSection } from "./MembersSection";
import { NeedsSection } from "./NeedsSection";
import { NextStep } from "./NextStep";
import { SponsoringSection } from "./SponsoringSection";
import { TasksSection } from "./TasksSection";
import { TimelineSection } from "./TimelineSection";

/** `/dossiers/{id}`: everything about one household, the next step always in sight. */
export function HouseholdPage() {
  const { prospectId } = useParams({ from: "/staff/dossiers/$prospectId" });
  const file = useQuery(prospectQuery(prospectId));
  if (file.isPending) return <LoadingState lines={8} />;
  if (file.isError && file.data === undefined) {
    return <ProblemPage error={file.error} onRetry={() => file.refetch()} />;
  }
  const into = file.data.merged_into;
  if (into) {
    return <Navigate to="/dossiers/$prospectId" params={{ prospectId: into.id }} replace />;
  }
  return <Household prospect={file.data} />;
}

const ANCHORS = [
  ["projet", household.facts],
  ["foyer", household.members],
  ["besoins", household.needs],
  ["echanges", household.timeline],
  ["referents", household.assignments],
  ["taches", household.tasks],
  ["installation", installation.title],
  ["parrainage", sponsoring.title],
  ["consentements", household.consents],
  ["conservation", retention.title],
  ["historique", household.history],
] as const;

function Household({ prospect }: { prospect: Prospect }) {
  return (
    <>
      <HouseholdHeader prospect={prospect} />
      {prospect.archived_at ? <Alert mb="md">{household.archived}</Alert> : null}
      <ResemblanceNotice prospectId={prospect.id} />
      {prospect.duplicate_of ? (
        <Alert mb="md" color="ochre">
          <Group gap="sm">
            <Text size="sm">{household.duplicateOf}</Text>
            <AnchorLink
              size="sm"
              to="/dossiers/$prospectId"
              params={{ prospectId: prospect.duplicate_of }}
            >
              {household.duplicateLink}
            </AnchorLink>
          </Group>
        </Alert>
      ) : null}
      <nav aria-label={household.sections} className={classes.anchors}>
        {ANCHORS.map(([id, label]) => (
          <AnchorLink key={id} to="." hash={id} size="sm" replace>
            {label}
          </AnchorLink>
        ))}
      </nav>
      <NextStep prospect={prospect} />
      <div className={classes.grid}>
        <div className={classes.column}>
          <FactsSection prospect={prospect} />
          <MembersSection prospect={prospect} />
          <NeedsSection prospect={prospect} />
          <TimelineSection prospect={prospect} />
        </div>
        <div className={classes.column}>
          <AssignmentsSection prospect={prospect} />
          <TasksSection prospect={prospect} />
          <InstallationSection prospect={prospect} />
          <SponsoringSection prospect={prospect} />
          <ConsentsSection prospect={prospect} />
          <RetentionSection prospect={prospect} />
          <MergesSection prospectId={prospect.id} />
          <HistorySection prospect={prospect} />
        </div>
      </div>
    </>
  );
}
