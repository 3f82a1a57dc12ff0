import { Alert, Anchor, Button, Paper, Stack, Text, Title } from "@mantine/core";
import { useParams } from "@tanstack/react-router";
import { asProblem } from "@/api/problem";
import { useLabelOf } from "@/api/reference";
import { ButtonLink } from "@/components/links";
import { PageHeader } from "@/components/PageHeader";
import { ErrorState, LoadingState, NotFoundPage } from "@/components/states";
import { formatDate } from "@/i18n/format";
import { publicOffers } from "@/i18n/fr/public-offers";
import { idOf, type Offer, useOffer } from "./api";
import { Advantages } from "./OfferCard";
import classes from "./public-offers.module.css";

/** `/offres/<titre>-<id>`: one offer, how to apply, and who helps to move in. */
export function OfferPage() {
  const { slug } = useParams({ from: "/public/offres/$slug" });
  const id = idOf(slug);
  const offer = useOffer(id);
  if (id === null) return <NotFoundPage />;
  if (offer.data) return <Whole offer={offer.data} />;
  if (offer.isPending) return <LoadingState lines={8} />;
  const problem = asProblem(offer.error);
  if (problem.status === 404) return <NotFoundPage />;
  if (problem.code === "job_offer_gone") return <Gone />;
  return <ErrorState error={problem} onRetry={() => void offer.refetch()} />;
}

function Gone() {
  return (
    <>
      <PageHeader title={publicOffers.goneTitle} />
      <Stack align="flex-start">
        <Text>{publicOffers.goneText}</Text>
        <ButtonLink to="/offres">{publicOffers.see}</ButtonLink>
      </Stack>
    </>
  );
}

function Whole({ offer }: { offer: Offer }) {
  const { card } = offer;
  return (
    <>
      <PageHeader
        title={card.title}
        description={[card.employer_name, card.commune_name].filter(Boolean).join(" · ")}
        actions={
          <ButtonLink to="/offres" variant="default">
            {publicOffers.back}
          </ButtonLink>
        }
      />
      <div className={classes.offer}>
        <Stack gap="lg">
          <Advantages offer={card} />
          <Text className={classes.description}>{offer.description}</Text>
          <Employer offer={offer} />
          <Text size="sm" c="dimmed">
            {card.published_at ? publicOffers.publishedOn(card.published_at) : null}
            {card.expires_on ? ` · ${publicOffers.until(card.expires_on)}` : null}
          </Text>
        </Stack>
        <Stack gap="lg">
          <Facts offer={offer} />
          <Apply offer={offer} />
        </Stack>
      </div>
    </>
  );
}

function Facts({ offer }: { offer: Offer }) {
  const { card } = offer;
  const contract = useLabelOf("contract_types");
  const experience = useLabelOf("required_experience");
  const rows: [string, string | null | undefined][] = [
    [
      publicOffers.contract,
      [contract(card.contract_type), card.contract_detail].filter(Boolean).join(", "),
    ],
    [
      publicOffers.hours,
      [card.part_time ? publicOffers.partTime : publicOffers.fullTime, offer.working_time]
        .filter(Boolean)
        .join(", "),
    ],
    [
      publicOffers.pay,
      publicOffers.salary(card.salary, card.salary_read ?? null) ?? publicOffers.salaryHidden,
    ],
    [publicOffers.place, card.commune_name],
    [publicOffers.occupation, card.occupation_label],
    [
      publicOffers.experience,
      [offer.experience ? experience(offer.experience) : null, offer.experience_detail]
        .filter(Boolean)
        .join(", "),
    ],
    [publicOffers.starts, offer.starts_on ? formatDate(offer.starts_on) : null],
  ];
  return (
    <Paper withBorder p="md">
      <Title order={2} size="h4" mb="sm">
        {publicOffers.facts}
      </Title>
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
    </Paper>
  );
}

function Apply({ offer }: { offer: Offer }) {
  const { card } = offer;
  const direct = offer.apply_url ?? offer.apply_email;
  return (
    <Paper withBorder p="md" className="oml-no-print">
      <Title order={2} size="h4" mb="xs">
        {publicOffers.apply}
      </Title>
      <Stack gap="sm" align="flex-start">
        <Text size="sm">{direct ? publicOffers.applyIntro : publicOffers.applyNone}</Text>
        {offer.apply_url ? (
          <Button component="a" href={offer.apply_url} rel="noopener nofollow">
            {publicOffers.applySite}
          </Button>
        ) : null}
        {offer.apply_email ? (
          <Button
            component="a"
            href={`mailto:${offer.apply_email}?subject=${encodeURIComponent(publicOffers.offerMail(card.title))}`}
            variant={offer.apply_url ? "default" : "filled"}
          >
            {publicOffers.applyMail}
          </Button>
        ) : null}
        <Alert title={publicOffers.helpTitle}>
          <Text size="sm" c="inherit" mb="sm">
            {publicOffers.helpText}
          </Text>
          <ButtonLink
            to="/demande"
            search={{ offre: card.id }}
            variant={direct ? "default" : "filled"}
          >
            {publicOffers.help}
          </ButtonLink>
        </Alert>
      </Stack>
    </Paper>
  );
}

function Employer({ offer }: { offer: Offer }) {
  if (!offer.employer_description && !offer.employer_website) return null;
  return (
    <section aria-labelledby="employer">
      <Title order={2} id="employer" size="h4" mb="xs">
        {publicOffers.employer}
      </Title>
      <Text className={classes.description}>{offer.employer_description}</Text>
      {offer.employer_website ? (
        <Anchor href={offer.employer_website} rel="noopener nofollow">
          {publicOffers.site}
        </Anchor>
      ) : null}
    </section>
  );
}
