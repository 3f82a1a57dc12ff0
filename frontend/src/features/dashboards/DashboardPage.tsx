import { Alert, Button, Group, Select, Stack, Text } from "@mantine/core";
import { IconPrinter } from "@tabler/icons-react";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useMay } from "@/api/use-session";
import { ButtonLink } from "@/components/links";
import { PageHeader } from "@/components/PageHeader";
import { Section } from "@/components/Section";
import { EmptyState, ForbiddenState, LoadingState, ProblemPage } from "@/components/states";
import { dashboards as said } from "@/i18n/fr/dashboards";
import { useDashboard } from "./api";
import { Figures } from "./Figures";
import { MapSection } from "./MapSection";
import { Obstacles } from "./Obstacles";
import { Cohorts, MonthByMonth, Sources } from "./Pictures";
import { codeOf, type Period, periodName, periodOf, years } from "./period";
import type { Dashboard } from "./types";

/** `/tableau-de-bord`: the figures of those who ask, for a year or a quarter. */
export function DashboardPage() {
  const may = useMay("read_dashboard");
  const period = periodOf(useSearch({ from: "/staff/tableau-de-bord" }));
  const read = useDashboard(codeOf(period), may);
  if (!may) return <ForbiddenState />;
  if (read.isError && read.data === undefined) {
    return <ProblemPage error={read.error} onRetry={() => read.refetch()} />;
  }
  return (
    <>
      <PageHeader
        title={said.titleOf(periodName(codeOf(period)))}
        description={read.data ? coverage(read.data) : undefined}
        actions={<Actions period={period} />}
      />
      <PeriodFields period={period} />
      {read.data ? (
        <Board data={read.data} fading={read.isPlaceholderData} />
      ) : (
        <LoadingState lines={8} />
      )}
    </>
  );
}

/** What the figures cover. */
function coverage({ audience, territories }: Dashboard): string {
  if (audience === "referent" && territories.length > 0) {
    return said.territory(territories.map(({ name }) => name));
  }
  return said.descriptions[audience as keyof typeof said.descriptions] ?? "";
}

function Actions({ period }: { period: Period }) {
  const mayReadTargets = useMay("read_targets");
  return (
    <>
      {mayReadTargets ? (
        <ButtonLink
          to="/tableau-de-bord/objectifs"
          search={{ year: period.year }}
          variant="default"
        >
          {said.targetsLink}
        </ButtonLink>
      ) : null}
      <Button
        variant="default"
        leftSection={<IconPrinter size={18} aria-hidden />}
        onClick={() => window.print()}
      >
        {said.print}
      </Button>
    </>
  );
}

/** The year, and the whole of it or a quarter; both stand in the address. */
function PeriodFields({ period }: { period: Period }) {
  const navigate = useNavigate({ from: "/tableau-de-bord" });
  const change = (next: Period) =>
    void navigate({ search: { period: codeOf(next) }, replace: true });
  return (
    <Group mb="lg" className="oml-no-print">
      <Select
        label={said.year}
        data={years()}
        value={String(period.year)}
        allowDeselect={false}
        onChange={(year) => change({ ...period, year: Number(year) })}
      />
      <Select
        label={said.part}
        data={[
          { value: "0", label: said.wholeYear },
          ...said.quarters.map((label, index) => ({ value: String(index + 1), label })),
        ]}
        value={String(period.quarter ?? 0)}
        allowDeselect={false}
        onChange={(quarter) =>
          change({ ...period, quarter: (Number(quarter) || null) as Period["quarter"] })
        }
      />
    </Group>
  );
}

function Board({ data, fading }: { data: Dashboard; fading: boolean }) {
  const isEmpty = data.figures.every(({ value, previous_value }) => !value && !previous_value);
  return (
    <Stack gap="lg" aria-busy={fading} opacity={fading ? 0.6 : 1}>
      {data.running ? (
        <Alert color="gray">{said.running(periodName(data.previous_period))}</Alert>
      ) : null}
      {isEmpty ? <EmptyState title={said.emptyTitle}>{said.emptyText}</EmptyState> : null}
      <Figures data={data} />
      {data.own_offers ? <OwnOffers offers={data.own_offers} /> : null}
      {data.sources.length > 0 ? <Sources rows={data.sources} /> : null}
      {data.cohorts.length > 0 ? <Cohorts rows={data.cohorts} /> : null}
      {data.months.length > 0 ? <MonthByMonth months={data.months} /> : null}
      <MapSection data={data} />
      <Obstacles data={data} />
    </Stack>
  );
}

/** What an employer reads of its own offers. */
function OwnOffers({ offers }: { offers: NonNullable<Dashboard["own_offers"]> }) {
  return (
    <Section title={said.ownOffers}>
      <Text>{said.ownPublished(offers.published)}</Text>
      <Text mb="sm">{said.ownFilled(offers.positions_filled)}</Text>
      <ButtonLink to="/offres-emploi" variant="default" className="oml-no-print">
        {said.ownOffersLink}
      </ButtonLink>
    </Section>
  );
}
