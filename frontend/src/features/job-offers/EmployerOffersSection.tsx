import { Group, Stack, Text } from "@mantine/core";
import { useKeysetList } from "@/api/pages";
import { useMay } from "@/api/use-session";
import { AnchorLink, ButtonLink } from "@/components/links";
import { Section } from "@/components/Section";
import { ErrorState, LoadingState } from "@/components/states";
import { jobOffers } from "@/i18n/fr/job-offers";
import { JOB_OFFERS, type JobOffer, useOfferRole } from "./api";
import { OfferName, useOfferPlace } from "./columns";
import { JobOfferBadge } from "./JobOfferBadge";
import classes from "./job-offers.module.css";

interface EmployerOffersSectionProps {
  employer: { id: string; archived_at: string | null };
}

/** The latest offers of an employer, on its page. */
export function EmployerOffersSection({ employer }: EmployerOffersSectionProps) {
  const may = useMay("read_job_offers");
  const mayAdd = useMay("create_job_offers") && employer.archived_at === null;
  const { isStaff } = useOfferRole();
  const list = useKeysetList<JobOffer>(JOB_OFFERS, { employer: employer.id, limit: 5 }, may);
  const place = useOfferPlace();
  if (!may) return null;
  return (
    <Section
      title={isStaff ? jobOffers.ofEmployer : jobOffers.yours}
      aside={
        mayAdd ? (
          <ButtonLink
            to="/offres-emploi/nouvelle"
            search={isStaff ? { employeur: employer.id } : {}}
            size="compact-sm"
            variant="default"
          >
            {jobOffers.add}
          </ButtonLink>
        ) : null
      }
    >
      <Stack gap="sm">
        {list.isPending ? <LoadingState lines={3} /> : null}
        {list.isError ? <ErrorState error={list.error} onRetry={() => list.refetch()} /> : null}
        {list.isSuccess && list.items.length === 0 ? (
          <Text c="dimmed">{isStaff ? jobOffers.noneOfEmployer : jobOffers.ownEmptyText}</Text>
        ) : null}
        <ul className={classes.list}>
          {list.items.map((offer) => (
            <li key={offer.id}>
              <Group justify="space-between" align="flex-start">
                <OfferName offer={offer} place={place(offer)} />
                <JobOfferBadge status={offer.status} />
              </Group>
            </li>
          ))}
        </ul>
        {list.items.length > 0 ? (
          <AnchorLink to="/offres-emploi" search={isStaff ? { employer: employer.id } : {}}>
            {jobOffers.seeAll}
          </AnchorLink>
        ) : null}
      </Stack>
    </Section>
  );
}
