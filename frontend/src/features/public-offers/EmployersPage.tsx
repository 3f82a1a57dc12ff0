import { Anchor, Paper, SimpleGrid, Stack, Text, Title } from "@mantine/core";
import { useState } from "react";
import { useKeysetList } from "@/api/pages";
import { useLabelOf } from "@/api/reference";
import { AnchorLink, ButtonLink } from "@/components/links";
import { MoreButton } from "@/components/MoreButton";
import { PageHeader } from "@/components/PageHeader";
import { SearchBox } from "@/components/SearchBox";
import { EmptyState, ErrorState, LoadingState } from "@/components/states";
import { publicOffers } from "@/i18n/fr/public-offers";
import type { PublicEmployer } from "./api";
import classes from "./public-offers.module.css";

/** `/employeurs-du-reseau`: who recruits and welcomes in the Lot. */
export function EmployersPage() {
  const [q, setQ] = useState("");
  const list = useKeysetList<PublicEmployer>("/public/employers", { q: q || undefined });
  const kind = useLabelOf("employer_kinds");
  return (
    <>
      <PageHeader
        title={publicOffers.employersTitle}
        documentTitle={publicOffers.employersTab}
        description={publicOffers.employersIntro}
        actions={<ButtonLink to="/rejoindre-le-reseau">{publicOffers.join}</ButtonLink>}
      />
      <Stack gap="lg">
        <search className={classes.single}>
          <SearchBox
            label={publicOffers.employersSearch}
            placeholder=""
            value={q}
            onChange={setQ}
          />
        </search>
        {list.isPending ? <LoadingState lines={6} /> : null}
        {list.isError ? (
          <ErrorState error={list.error} onRetry={() => void list.refetch()} />
        ) : null}
        {list.isSuccess && list.items.length === 0 ? (
          <EmptyState title={publicOffers.employersEmptyTitle}>
            {publicOffers.employersEmptyText}
          </EmptyState>
        ) : null}
        <SimpleGrid component="ul" cols={{ base: 1, sm: 2 }} className={classes.list}>
          {list.items.map((employer) => (
            <Paper component="li" withBorder p="md" key={employer.id}>
              <Stack gap={6}>
                <Title order={2} size="h4">
                  {employer.name}
                </Title>
                <Text size="sm" c="dimmed">
                  {[kind(employer.kind), employer.commune_name].filter(Boolean).join(" · ")}
                </Text>
                <Text className={classes.description}>{employer.description}</Text>
                {employer.offers > 0 ? (
                  <AnchorLink to="/offres" search={{ q: employer.name }}>
                    {publicOffers.employerOffers(employer.offers)}
                  </AnchorLink>
                ) : null}
                {employer.website ? (
                  <Anchor href={employer.website} rel="noopener nofollow">
                    {publicOffers.website}
                  </Anchor>
                ) : null}
              </Stack>
            </Paper>
          ))}
        </SimpleGrid>
        <MoreButton list={list} />
      </Stack>
    </>
  );
}
