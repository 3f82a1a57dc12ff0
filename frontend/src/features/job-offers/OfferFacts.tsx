import { Anchor, Badge, Group, Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { useLabelOf, useTerritoryName } from "@/api/reference";
import { formatDate } from "@/i18n/format";
import { jobOffers } from "@/i18n/fr/job-offers";
import type { JobOffer } from "./api";
import classes from "./job-offers.module.css";

/** What an offer says, as candidates read it. */
export function OfferFacts({ offer }: { offer: JobOffer }) {
  const sector = useLabelOf("sectors");
  const contract = useLabelOf("contract_types");
  const experience = useLabelOf("required_experience");
  const remote = useLabelOf("remote_work_wishes");
  const territory = useTerritoryName();
  const of = (value: string | null, label: (code: string) => string) =>
    value === null ? null : label(value);
  const marks = [
    offer.housing_possible ? jobOffers.housing : null,
    offer.partner_welcome ? jobOffers.partner : null,
    offer.part_time ? jobOffers.partTime : null,
  ].filter((mark) => mark !== null);
  const place = [offer.commune_name, of(offer.epci_code, territory)].filter(Boolean).join(", ");
  return (
    <Stack>
      <Text className={classes.said}>{offer.description}</Text>
      {marks.length > 0 ? (
        <Group gap="xs">
          {marks.map((mark) => (
            <Badge key={mark} color="valley" h="auto" className={classes.mark}>
              {mark}
            </Badge>
          ))}
        </Group>
      ) : null}
      <dl className={classes.facts}>
        <Fact label={jobOffers.employer}>{offer.employer_name}</Fact>
        <Fact label={jobOffers.commune}>{place}</Fact>
        <Fact label={jobOffers.contract}>
          {[contract(offer.contract_type), offer.contract_detail].filter(Boolean).join(", ")}
        </Fact>
        <Fact label={jobOffers.salary}>{offer.salary}</Fact>
        <Fact label={jobOffers.workingTime}>{offer.working_time}</Fact>
        <Fact label={jobOffers.positions}>{offer.positions}</Fact>
        <Fact label={jobOffers.occupation}>{offer.occupation_label}</Fact>
        <Fact label={jobOffers.sector}>{of(offer.sector, sector)}</Fact>
        <Fact label={jobOffers.experience}>
          {[of(offer.experience, experience), offer.experience_detail].filter(Boolean).join(", ")}
        </Fact>
        <Fact label={jobOffers.remote}>{of(offer.remote, remote)}</Fact>
        <Fact label={jobOffers.startsOn}>{of(offer.starts_on, formatDate)}</Fact>
        <Fact label={jobOffers.applyEmail}>
          {offer.apply_email ? (
            <Anchor href={`mailto:${offer.apply_email}`}>{offer.apply_email}</Anchor>
          ) : null}
        </Fact>
        <Fact label={jobOffers.applyUrl}>
          {offer.apply_url ? (
            <Anchor href={offer.apply_url} target="_blank" rel="noreferrer">
              {offer.apply_url}
            </Anchor>
          ) : null}
        </Fact>
      </dl>
    </Stack>
  );
}

/** A fact that is known; the others are left out. */
function Fact({ label, children }: { label: string; children: ReactNode }) {
  return children === null || children === "" ? null : (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
