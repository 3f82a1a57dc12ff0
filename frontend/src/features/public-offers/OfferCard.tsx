import { Anchor, Group, Paper, Stack, Text, Title } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { publicOffers } from "@/i18n/fr/public-offers";
import type { OfferCard as Card } from "./api";
import classes from "./public-offers.module.css";

/** What helps to decide whether to read an offer: where, how, how much. */
export function OfferCard({
  offer,
  contract,
}: {
  offer: Card;
  contract: (code: string) => string;
}) {
  const slug = offer.path.slice("/offres/".length);
  const place = [
    offer.commune_name,
    offer.distance_km === null ? null : publicOffers.distance(offer.distance_km),
  ];
  const facts = [
    contract(offer.contract_type),
    offer.contract_detail,
    offer.part_time ? publicOffers.partTime : null,
    publicOffers.salary(offer.salary, offer.salary_read ?? null),
    offer.positions > 1 ? publicOffers.positions(offer.positions) : null,
  ];
  return (
    <Paper component="li" withBorder p="md" className={classes.card}>
      <Stack gap={6}>
        <Title order={3} size="h4">
          <Anchor
            renderRoot={(props) => <Link to="/offres/$slug" params={{ slug }} {...props} />}
            className={classes.cardLink}
          >
            {offer.title}
          </Anchor>
        </Title>
        <Text>
          {offer.employer_name}
          {place.some(Boolean) ? ` · ${place.filter(Boolean).join(", ")}` : ""}
        </Text>
        <Text size="sm">{facts.filter(Boolean).join(" · ")}</Text>
        <Advantages offer={offer} />
        {offer.published_at ? (
          <Text size="sm" c="dimmed">
            {publicOffers.publishedOn(offer.published_at)}
          </Text>
        ) : null}
      </Stack>
    </Paper>
  );
}

/** What an employer offers beside the job. */
export function Advantages({ offer }: { offer: Card }) {
  const advantages = [
    offer.housing_possible ? publicOffers.housing : null,
    offer.partner_welcome ? publicOffers.partner : null,
    offer.remote && offer.remote !== "no" ? publicOffers.remote : null,
  ].filter((one) => one !== null);
  if (advantages.length === 0) return null;
  return (
    <Group component="ul" gap="xs" className={classes.tags}>
      {advantages.map((advantage) => (
        <li key={advantage} className={classes.tag}>
          {advantage}
        </li>
      ))}
    </Group>
  );
}
