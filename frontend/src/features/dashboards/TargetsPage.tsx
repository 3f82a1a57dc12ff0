import { Button, Group, Select, Stack, Text } from "@mantine/core";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useMay } from "@/api/use-session";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import { Hidden } from "@/components/charts/HeatTable";
import { type Column, DataTable } from "@/components/DataTable";
import { ButtonLink } from "@/components/links";
import { PageHeader } from "@/components/PageHeader";
import { SmallButton } from "@/components/SmallButton";
import { EmptyState, ErrorState, ForbiddenState, LoadingState } from "@/components/states";
import { toastDone } from "@/components/toasts";
import { charts } from "@/i18n/fr/charts";
import { common } from "@/i18n/fr/common";
import { dashboards as said } from "@/i18n/fr/dashboards";
import { periodOf, years } from "./period";
import { TargetDialog } from "./TargetDialog";
import { deleteTarget, useRefreshTargets, useTargets } from "./targets";
import type { Target } from "./types";
import { gapText, valueText } from "./words";

/** `/tableau-de-bord/objectifs`: what is aimed at in a year, and where we stand. */
export function TargetsPage() {
  const may = useMay("read_targets");
  const manages = useMay("manage_targets");
  const { year = periodOf({}).year } = useSearch({ from: "/staff/tableau-de-bord/objectifs" });
  const read = useTargets(year, may);
  const refresh = useRefreshTargets();
  const [edited, setEdited] = useState<Target | "new" | null>(null);
  const [removed, setRemoved] = useState<Target | null>(null);
  if (!may) return <ForbiddenState />;
  const add = manages ? <Button onClick={() => setEdited("new")}>{said.addTarget}</Button> : null;
  return (
    <>
      <PageHeader
        title={said.targetsOf(year)}
        description={said.targetsIntro}
        actions={
          <>
            <ButtonLink to="/tableau-de-bord" search={{ period: String(year) }} variant="default">
              {said.targetsBack}
            </ButtonLink>
            {add}
          </>
        }
      />
      <Stack>
        <YearField year={year} />
        {read.isPending ? <LoadingState lines={6} /> : null}
        {read.isError ? <ErrorState error={read.error} onRetry={() => read.refetch()} /> : null}
        {read.data?.items.length === 0 ? (
          <EmptyState title={said.targetsNone} action={add}>
            {said.targetsNoneText}
          </EmptyState>
        ) : null}
        {read.data && read.data.items.length > 0 ? (
          <DataTable
            caption={said.targetsOf(year)}
            columns={columnsOf(manages, setEdited, setRemoved)}
            rows={read.data.items}
            rowKey={({ indicator, epci_code }) => `${indicator} ${epci_code ?? ""}`}
          />
        ) : null}
      </Stack>
      {edited ? (
        <TargetDialog
          year={year}
          target={edited === "new" ? null : edited}
          onSaved={refresh}
          onClose={() => setEdited(null)}
        />
      ) : null}
      <ConfirmDialog
        opened={removed !== null}
        title={removed ? said.removeTargetOf(nameOf(removed)) : ""}
        confirmLabel={said.removeTarget}
        danger
        onConfirm={async () => {
          if (removed === null) return;
          await deleteTarget(removed);
          toastDone(said.targetRemoved);
          await refresh();
        }}
        onClose={() => setRemoved(null)}
      >
        {said.removeTargetText}
      </ConfirmDialog>
    </>
  );
}

function YearField({ year }: { year: number }) {
  const navigate = useNavigate({ from: "/tableau-de-bord/objectifs" });
  return (
    <Select
      className="oml-no-print"
      maw="12rem"
      label={said.year}
      data={years(new Date(), AHEAD).filter((one) => Number(one) > FIRST)}
      value={String(year)}
      allowDeselect={false}
      onChange={(chosen) =>
        void navigate({ search: { year: Number(chosen) || year }, replace: true })
      }
    />
  );
}

/** How many years ahead one aims. */
const AHEAD = 2;
/** The programme began in December of this year. */
const FIRST = 2018;

const nameOf = ({ label, epci_name }: Target): string => `${label}, ${epci_name ?? said.wholeLot}`;

function columnsOf(
  manages: boolean,
  onEdit: (target: Target) => void,
  onRemove: (target: Target) => void,
): Column<Target>[] {
  const columns: Column<Target>[] = [
    {
      key: "indicator",
      header: said.indicator,
      render: ({ label, note }) => (
        <Stack gap={0}>
          {label}
          {note ? (
            <Text size="sm" c="dimmed" fw={400}>
              {note}
            </Text>
          ) : null}
        </Stack>
      ),
    },
    { key: "where", header: said.where, render: ({ epci_name }) => epci_name ?? said.wholeLot },
    {
      key: "goal",
      header: said.goal,
      align: "end",
      render: ({ value, unit }) => valueText(value, unit),
    },
    {
      key: "achieved",
      header: said.achieved,
      align: "end",
      render: (target) => <Achieved target={target} />,
    },
    {
      key: "gap",
      header: said.gap,
      render: ({ gap, unit }) => (gap === null ? charts.unknown : gapText(gap, unit)),
    },
  ];
  if (!manages) return columns;
  const actions: Column<Target> = {
    key: "actions",
    header: common.actions,
    quiet: true,
    render: (target) => (
      <Group gap="xs" className="oml-no-print">
        <SmallButton
          label={common.edit}
          name={said.editTargetOf(nameOf(target))}
          onClick={() => onEdit(target)}
        />
        <SmallButton
          label={said.removeTarget}
          name={said.removeTargetOf(nameOf(target))}
          onClick={() => onRemove(target)}
        />
      </Group>
    ),
  };
  return [...columns, actions];
}

function Achieved({ target: { achieved, hidden, unit } }: { target: Target }) {
  if (hidden) return <Hidden />;
  return achieved === null ? charts.unknown : valueText(achieved, unit);
}
