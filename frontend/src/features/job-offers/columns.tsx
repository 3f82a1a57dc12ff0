import { Badge, Group, Stack, Text } from "@mantine/core";
import { useLabelOf } from "@/api/reference";
import type { Column } from "@/components/DataTable";
import { AnchorLink } from "@/components/links";
import { formatShortDate } from "@/i18n/format";
import { administration } from "@/i18n/fr/administration";
import { jobOffers } from "@/i18n/fr/job-offers";
import type { JobOffer } from "./api";
import { JobOfferBadge } from "./JobOfferBadge";

/** The line under the title of an offer: employer, commune, contract. */
export function useOfferPlace(): (offer: JobOffer) => string {
  const contract = useLabelOf("contract_types");
  return (offer) =>
    [offer.employer_name, offer.commune_name, contract(offer.contract_type)]
      .filter(Boolean)
      .join(" · ");
}

/** The title of an offer, which leads to it, and whose it is. */
export function OfferName({ offer, place }: { offer: JobOffer; place: string }) {
  return (
    <Stack gap={2}>
      <Group gap="xs">
        <AnchorLink to="/offres-emploi/$jobOfferId" params={{ jobOfferId: offer.id }}>
          {offer.title}
        </AnchorLink>
        {offer.archived_at ? <Badge color="gray">{administration.archivedBadge}</Badge> : null}
      </Group>
      <Text size="sm" c="dimmed" fw={400}>
        {place}
      </Text>
    </Stack>
  );
}

/** Columns of the list of all offers. */
export function useOfferColumns(): Column<JobOffer>[] {
  const contract = useLabelOf("contract_types");
  return [
    {
      key: "offer",
      header: jobOffers.offer,
      render: (offer) => (
        <OfferName
          offer={offer}
          place={[offer.employer_name, offer.commune_name].filter(Boolean).join(" · ")}
        />
      ),
    },
    {
      key: "contract",
      header: jobOffers.contract,
      render: (offer) => contract(offer.contract_type),
    },
    {
      key: "positions",
      header: jobOffers.columnPositions,
      align: "end",
      render: (offer) => offer.positions,
    },
    {
      key: "status",
      header: jobOffers.status,
      render: (offer) => <JobOfferBadge status={offer.status} />,
    },
    {
      key: "expires",
      header: jobOffers.expires,
      render: (offer) => (offer.expires_on ? formatShortDate(offer.expires_on) : "–"),
    },
  ];
}
