import { Alert, Anchor, Button, Grid, Group, Stack, Text } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { useLabelOf, useTerritoryName } from "@/api/reference";
import { useMay } from "@/api/use-session";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import { PageHeader } from "@/components/PageHeader";
import { Section } from "@/components/Section";
import { ForbiddenState, LoadingState, ProblemPage } from "@/components/states";
import { toastDone, toastProblem } from "@/components/toasts";
import { EmployerOffersSection } from "@/features/job-offers/EmployerOffersSection";
import { administration } from "@/i18n/fr/administration";
import { employers } from "@/i18n/fr/employers";
import { EmployerKitSection } from "../kit-items/EmployerKitSection";
import { EmployerSurveySection } from "../needs-surveys/EmployerSurveySection";
import { AccountsSection } from "./AccountsSection";
import { archiveEmployer, EMPLOYERS, type Employer, readEmployer, restoreEmployer } from "./api";
import { ContactsSection } from "./ContactsSection";
import { EmployerDialog } from "./EmployerDialog";
import classes from "./employers.module.css";
import { MeetingsSection } from "./MeetingsSection";
import { MembershipSection } from "./MembershipSection";
import { ReferralsSection } from "./ReferralsSection";

/** `/employeurs/{id}`: an employer, its membership, the people to talk to, and what was said. */
export function EmployerPage() {
  const may = useMay("read_employers");
  const { employerId } = useParams({ from: "/staff/employeurs/$employerId" });
  const employer = useQuery({
    queryKey: [EMPLOYERS, employerId],
    enabled: may,
    queryFn: () => readEmployer({ id: employerId }),
  });
  if (!may) return <ForbiddenState />;
  if (employer.isError) {
    return <ProblemPage error={employer.error} onRetry={() => employer.refetch()} />;
  }
  if (employer.data === undefined) return <LoadingState />;
  return <Page employer={employer.data} />;
}

function Page({ employer }: { employer: Employer }) {
  const refresh = useRefresh();
  const mayWrite = useMay("write_employers");
  const mayManage = useMay("manage_employers");
  const mayLog = useMay("log_employer_meetings");
  const mayInvite = useMay("manage_employer_accounts");
  const mayRefer = useMay("refer_recruits");
  const [open, setOpen] = useState<"edit" | "archive" | null>(null);
  const isArchived = employer.archived_at !== null;
  return (
    <>
      <PageHeader
        title={employer.name}
        actions={
          <>
            {mayManage && !isArchived ? (
              <Button variant="default" onClick={() => setOpen("archive")}>
                {administration.archive}
              </Button>
            ) : null}
            {mayWrite && !isArchived ? (
              <Button onClick={() => setOpen("edit")}>{employers.edit}</Button>
            ) : null}
          </>
        }
      />
      {isArchived ? <Archived employer={employer} mayRestore={mayManage} onDone={refresh} /> : null}
      <Grid gap="lg">
        <Grid.Col span={{ base: 12, md: 7 }}>
          <Stack gap="lg">
            <Section title={employers.facts}>
              <Facts employer={employer} />
            </Section>
            {mayRefer ? <ReferralsSection employer={employer} /> : null}
            <EmployerOffersSection employer={employer} />
            {mayLog ? <MeetingsSection employer={employer} /> : null}
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 5 }}>
          <Stack gap="lg">
            <MembershipSection employer={employer} onMoved={refresh} />
            <EmployerSurveySection employer={employer} />
            <ContactsSection employer={employer} />
            <EmployerKitSection employerId={employer.id} />
            {mayInvite ? <AccountsSection employer={employer} /> : null}
          </Stack>
        </Grid.Col>
      </Grid>
      {open === "edit" ? (
        <EmployerDialog employer={employer} onClose={() => setOpen(null)} onSaved={refresh} />
      ) : null}
      <ConfirmDialog
        opened={open === "archive"}
        title={administration.archiveTitle(employer.name)}
        confirmLabel={administration.archive}
        onConfirm={async () => {
          await archiveEmployer(employer);
          toastDone(employers.archived);
          await refresh();
        }}
        onClose={() => setOpen(null)}
      >
        {employers.archiveText}
      </ConfirmDialog>
    </>
  );
}

interface ArchivedProps {
  employer: Employer;
  mayRestore: boolean;
  onDone: () => Promise<void>;
}

function Archived({ employer, mayRestore, onDone }: ArchivedProps) {
  const restore = () =>
    restoreEmployer(employer)
      .then(() => toastDone(employers.restored))
      .catch((error: unknown) => toastProblem(error))
      .finally(onDone);
  return (
    <Alert color="gray" mb="lg">
      <Group justify="space-between">
        <Text size="sm">{employers.archivedNotice}</Text>
        {mayRestore ? (
          <Button size="compact-sm" variant="default" onClick={restore}>
            {administration.restore}
          </Button>
        ) : null}
      </Group>
    </Alert>
  );
}

function Facts({ employer }: { employer: Employer }) {
  const kind = useLabelOf("employer_kinds");
  const band = useLabelOf("headcount_bands");
  const territory = useTerritoryName();
  const place = [employer.address, employer.commune_name].filter((line) => line !== null);
  const activity = [employer.activity_code, employer.activity_label].filter(
    (line) => line !== null,
  );
  return (
    <Stack>
      {employer.description ? (
        <Text style={{ whiteSpace: "pre-line" }}>{employer.description}</Text>
      ) : null}
      <dl className={classes.facts}>
        <Fact label={employers.siret}>{readable(employer.siret)}</Fact>
        {employer.siret_reason ? (
          <Fact label={employers.siretReason}>{employer.siret_reason}</Fact>
        ) : null}
        <Fact label={employers.kind}>{kind(employer.kind)}</Fact>
        {employer.headcount_band ? (
          <Fact label={employers.headcount}>{band(employer.headcount_band)}</Fact>
        ) : null}
        {activity.length > 0 ? (
          <Fact label={employers.activity}>{activity.join(" — ")}</Fact>
        ) : null}
        {place.length > 0 ? <Fact label={employers.address}>{place.join(", ")}</Fact> : null}
        {employer.epci_code ? (
          <Fact label={employers.territory}>{territory(employer.epci_code)}</Fact>
        ) : null}
        {employer.website ? (
          <Fact label={employers.website}>
            <Anchor
              href={employer.website}
              target="_blank"
              rel="noreferrer"
              className={classes.long}
            >
              {employer.website}
            </Anchor>
          </Fact>
        ) : null}
        <Fact label={employers.networks}>
          {employer.networks.map(({ name }) => name).join(", ") || employers.noNetwork}
        </Fact>
      </dl>
    </Stack>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** `732 829 320 00074`, as it is written on official papers. */
const readable = (siret: string): string =>
  siret.replace(/^(\d{3})(\d{3})(\d{3})(\d{5})$/, "$1 $2 $3 $4");

/** Everything read about employers is read again. */
function useRefresh() {
  const queries = useQueryClient();
  return async () => {
    await queries.invalidateQueries({
      predicate: ({ queryKey }) => String(queryKey[0]).startsWith(EMPLOYERS),
    });
  };
}
