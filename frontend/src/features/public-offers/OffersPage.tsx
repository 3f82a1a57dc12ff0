import { Anchor, Group, Stack, Text, Title } from "@mantine/core";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useAllTerritories, useLabelOf } from "@/api/reference";
import { Disclosure } from "@/components/Disclosure";
import { ButtonLink } from "@/components/links";
import { MoreButton } from "@/components/MoreButton";
import { PageHeader } from "@/components/PageHeader";
import { EmptyState, ErrorState, LoadingState } from "@/components/states";
import { AlertButton } from "@/features/job-alerts/AlertButton";
import { publicOffers } from "@/i18n/fr/public-offers";
import { useOffers } from "./api";
import { Facets, MainFilters } from "./Filters";
import { OfferCard } from "./OfferCard";
import { OffersMap } from "./OffersMap";
import classes from "./public-offers.module.css";
import { type OfferSearch, readOfferSearch } from "./search";

/** `/offres`: every offer that the public may read. */
export function OffersPage() {
  const search = useSearch({ from: "/public/offres" });
  const navigate = useNavigate();
  const offers = useOffers(search);
  const territories = useAllTerritories();
  const contract = useLabelOf("contract_types");
  const change = (next: OfferSearch, replace = false) =>
    void navigate({
      to: "/offres",
      search: readOfferSearch({ ...next }),
      replace,
      resetScroll: false,
    });
  const found = offers.data?.pages[0];
  const cards = offers.data?.pages.flatMap((page) => page.items) ?? [];
  const facets = found ? (
    <Stack gap="lg">
      <Facets search={search} facets={found.facets} onChange={change} />
    </Stack>
  ) : null;
  return (
    <>
      <PageHeader
        title={publicOffers.title}
        documentTitle={publicOffers.tab}
        description={publicOffers.intro}
      />
      <MainFilters search={search} onChange={change} />
      <div className={classes.columns}>
        <aside className={classes.side} aria-label={publicOffers.filters}>
          <div className={classes.narrow}>
            <Disclosure label={publicOffers.filters}>{facets}</Disclosure>
          </div>
          <div className={classes.wide}>{facets}</div>
        </aside>
        <section aria-labelledby="offers">
          <Title order={2} id="offers" size="h4" mb="sm">
            {publicOffers.list}
          </Title>
          <Group justify="space-between" mb="sm">
            <Text role="status">{found ? publicOffers.count(found.total) : ""}</Text>
            <AlertButton search={search} />
          </Group>
          {offers.isPending ? <LoadingState lines={6} /> : null}
          {offers.isError ? (
            <ErrorState
              error={offers.error}
              title={publicOffers.failed}
              onRetry={() => void offers.refetch()}
            />
          ) : null}
          {found && cards.length === 0 ? (
            <EmptyState
              title={publicOffers.emptyTitle}
              action={<ButtonLink to="/demande">{publicOffers.ask}</ButtonLink>}
            >
              {publicOffers.emptyText}
            </EmptyState>
          ) : null}
          <Stack component="ul" gap="sm" className={classes.list} aria-label={publicOffers.results}>
            {cards.map((offer) => (
              <OfferCard key={offer.id} offer={offer} contract={contract} />
            ))}
          </Stack>
          <MoreButton list={offers} />
        </section>
        <div className={classes.mapColumn}>
          {found && territories.data ? (
            <OffersMap territories={territories.data} epcis={found.facets.epcis} search={search} />
          ) : null}
          <Anchor href="/offres.atom" size="sm">
            {publicOffers.feed}
          </Anchor>
        </div>
      </div>
    </>
  );
}
