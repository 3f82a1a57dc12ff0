import { Button, Group, Text, VisuallyHidden } from "@mantine/core";
import { useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useMay } from "@/api/use-session";
import { ButtonLink } from "@/components/links";
import { PageHeader } from "@/components/PageHeader";
import { EmptyState, ErrorState, ForbiddenState, LoadingState } from "@/components/states";
import { toastDone, toastProblem } from "@/components/toasts";
import { steering } from "@/i18n/fr/steering";
import { carryItems, type RoadmapItem, useRefreshSteering, useRoadmap } from "./api";
import { RoadmapCard } from "./RoadmapCard";
import { RoadmapDialog } from "./RoadmapDialog";
import { SteeringTabs } from "./SteeringTabs";
import { yearOf } from "./search";
import classes from "./steering.module.css";
import { useRoadmapOrder } from "./use-roadmap-order";

/** `/pilotage/feuille-de-route`: what the programme set out to do in a year, in its order. */
export function RoadmapPage() {
  const may = useMay("read_steering");
  const manages = useMay("manage_steering");
  const year = yearOf(useSearch({ from: "/staff/pilotage/feuille-de-route" }));
  const roadmap = useRoadmap(year, may);
  const refresh = useRefreshSteering();
  const [open, setOpen] = useState<{ item: RoadmapItem | null } | null>(null);
  if (!may) return <ForbiddenState />;
  const carry = () =>
    carryItems(year - 1, year)
      .then(({ carried }) => toastDone(steering.carried(carried)))
      .catch((error: unknown) => toastProblem(error))
      .then(refresh);
  const actions = manages ? (
    <>
      <Button variant="default" onClick={() => void carry()}>
        {steering.carry(year - 1)}
      </Button>
      <Button onClick={() => setOpen({ item: null })}>{steering.addRoadmap}</Button>
    </>
  ) : null;
  return (
    <>
      <PageHeader
        title={steering.roadmapOf(year)}
        description={steering.noRoadmapText}
        actions={actions}
      />
      <SteeringTabs />
      <Years year={year} />
      {roadmap.isPending ? <LoadingState /> : null}
      {roadmap.isError ? (
        <ErrorState error={roadmap.error} onRetry={() => void roadmap.refetch()} />
      ) : null}
      {roadmap.data?.length === 0 ? (
        <EmptyState title={steering.noRoadmap(year)} action={actions}>
          {steering.noRoadmapText}
        </EmptyState>
      ) : null}
      {roadmap.data ? (
        <Items
          items={roadmap.data}
          manages={manages}
          onEdit={(item) => setOpen({ item })}
          onChanged={refresh}
        />
      ) : null}
      {open ? (
        <RoadmapDialog
          item={open.item}
          year={year}
          onClose={() => setOpen(null)}
          onSaved={refresh}
        />
      ) : null}
    </>
  );
}

function Years({ year }: { year: number }) {
  return (
    <Group component="nav" aria-label={steering.year} mb="md" className="oml-no-print">
      <ButtonLink
        to="/pilotage/feuille-de-route"
        search={{ annee: year - 1 }}
        variant="default"
        size="compact-md"
      >
        {year - 1}
      </ButtonLink>
      <Text fw={600} aria-current="page">
        {year}
      </Text>
      <ButtonLink
        to="/pilotage/feuille-de-route"
        search={{ annee: year + 1 }}
        variant="default"
        size="compact-md"
      >
        {year + 1}
      </ButtonLink>
    </Group>
  );
}

interface ItemsProps {
  items: RoadmapItem[];
  manages: boolean;
  onEdit: (item: RoadmapItem) => void;
  onChanged: () => Promise<void>;
}

function Items({ items, manages, onEdit, onChanged }: ItemsProps) {
  const order = useRoadmapOrder(items, onChanged);
  return (
    <>
      <VisuallyHidden role="status">{order.said}</VisuallyHidden>
      <ol className={classes.list} ref={order.list}>
        {items.map((item, place) => (
          <RoadmapCard
            key={item.id}
            item={item}
            place={place}
            last={items.length - 1}
            manages={manages}
            order={order}
            onEdit={() => onEdit(item)}
            onChanged={onChanged}
          />
        ))}
      </ol>
    </>
  );
}
