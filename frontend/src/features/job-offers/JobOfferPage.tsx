import { Alert, Button, Grid, Group, Stack, Text } from "@mantine/core";
import { useParams } from "@tanstack/react-router";
import { useMay } from "@/api/use-session";
import { ButtonLink } from "@/components/links";
import { PageHeader } from "@/components/PageHeader";
import { Section } from "@/components/Section";
import { ForbiddenState, LoadingState, ProblemPage } from "@/components/states";
import { toastDone, toastProblem, toastUndo } from "@/components/toasts";
import { administration } from "@/i18n/fr/administration";
import { jobOffers } from "@/i18n/fr/job-offers";
import {
  archiveJobOffer,
  type JobOffer,
  restoreJobOffer,
  useJobOffer,
  useRefreshJobOffers,
} from "./api";
import { useOfferPlace } from "./columns";
import { HistorySection } from "./HistorySection";
import { OfferFacts } from "./OfferFacts";
import { StandingSection } from "./StandingSection";

/** `/offres-emploi/{id}`: an offer as candidates read it, where it stands, and what may be done. */
export function JobOfferPage() {
  const may = useMay("read_job_offers");
  const { jobOfferId } = useParams({ from: "/staff/offres-emploi/$jobOfferId" });
  const offer = useJobOffer(may ? jobOfferId : undefined);
  if (!may) return <ForbiddenState />;
  if (offer.isError) return <ProblemPage error={offer.error} onRetry={() => offer.refetch()} />;
  if (offer.data === undefined) return <LoadingState />;
  return <Page offer={offer.data} />;
}

/** An offer that is over is not changed any more, only copied. */
const OVER = ["filled", "withdrawn"];

function Page({ offer }: { offer: JobOffer }) {
  const place = useOfferPlace();
  const mayWrite = useMay("write_job_offers");
  const mayCreate = useMay("create_job_offers");
  const isArchived = offer.archived_at !== null;
  const { archive, restore } = useArchive(offer);
  return (
    <>
      <PageHeader
        title={offer.title}
        description={place(offer)}
        actions={
          <>
            {mayWrite && !isArchived ? (
              <Button variant="default" onClick={archive}>
                {administration.archive}
              </Button>
            ) : null}
            {mayCreate ? (
              <ButtonLink
                to="/offres-emploi/nouvelle"
                search={{ copie: offer.id }}
                variant="default"
              >
                {jobOffers.duplicate}
              </ButtonLink>
            ) : null}
            {mayWrite && !isArchived && !OVER.includes(offer.status) ? (
              <ButtonLink
                to="/offres-emploi/$jobOfferId/modifier"
                params={{ jobOfferId: offer.id }}
                variant={offer.status === "rejected" ? "filled" : "default"}
              >
                {jobOffers.edit}
              </ButtonLink>
            ) : null}
          </>
        }
      />
      {isArchived ? (
        <Alert color="gray" mb="lg">
          <Group justify="space-between">
            <Text size="sm">{jobOffers.archivedNotice}</Text>
            {mayWrite ? (
              <Button size="compact-sm" variant="default" onClick={restore}>
                {administration.restore}
              </Button>
            ) : null}
          </Group>
        </Alert>
      ) : null}
      <Grid gap="lg">
        <Grid.Col span={{ base: 12, md: 5 }} order={{ base: 1, md: 2 }}>
          <Stack gap="lg">
            <StandingSection offer={offer} mayWrite={mayWrite && !isArchived} />
            <HistorySection offer={offer} />
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 7 }} order={{ base: 2, md: 1 }}>
          <Section title={jobOffers.facts}>
            <OfferFacts offer={offer} />
          </Section>
        </Grid.Col>
      </Grid>
    </>
  );
}

/** Put away at once, with a way back. */
function useArchive(offer: JobOffer) {
  const refresh = useRefreshJobOffers();
  const back = async () => {
    await restoreJobOffer(offer);
    await refresh();
  };
  const archive = () =>
    void archiveJobOffer(offer)
      .then(() => toastUndo(jobOffers.archived, back))
      .catch((error: unknown) => toastProblem(error))
      .finally(refresh);
  const restore = () =>
    void back()
      .then(() => toastDone(jobOffers.restored))
      .catch((error: unknown) => toastProblem(error));
  return { archive, restore };
}
