import { Button, Stack } from "@mantine/core";
import { IconPrinter } from "@tabler/icons-react";
import { useState } from "react";
import { useMay } from "@/api/use-session";
import { PageHeader } from "@/components/PageHeader";
import { ForbiddenState, LoadingState, ProblemPage } from "@/components/states";
import { formatInteger } from "@/i18n/format";
import { supervision } from "@/i18n/fr/supervision";
import { useSupervision } from "./api";
import { basisText, shareText } from "./figures";
import { MapSection } from "./MapSection";
import classes from "./supervision.module.css";
import { EpciTable, ReferentTable } from "./Tables";
import type { EpciLoad, Supervision } from "./types";
import { Pool, Unrouted } from "./WaitingFiles";

/** `/supervision`: what the programme looks at to help the network keep its promises. */
export function SupervisionPage() {
  const may = useMay("supervise");
  const read = useSupervision(may);
  if (!may) return <ForbiddenState />;
  if (read.isError && read.data === undefined) {
    return <ProblemPage error={read.error} onRetry={() => read.refetch()} />;
  }
  return (
    <>
      <PageHeader
        title={supervision.title}
        description={supervision.description}
        actions={
          <Button
            variant="default"
            leftSection={<IconPrinter size={18} aria-hidden />}
            onClick={() => window.print()}
          >
            {supervision.print}
          </Button>
        }
      />
      {read.data ? <Board data={read.data} /> : <LoadingState lines={8} />}
    </>
  );
}

function Board({ data }: { data: Supervision }) {
  const [selected, setSelected] = useState<string | null>(null);
  return (
    <Stack gap="lg">
      <Summary data={data} />
      <MapSection data={data} selected={selected} onSelect={setSelected} />
      <Pool files={data.pool} count={data.counts.pool} />
      <Unrouted files={data.unrouted} count={data.counts.unrouted} />
      <EpciTable epcis={data.epcis} onSelect={setSelected} />
      <ReferentTable referents={data.referents} />
    </Stack>
  );
}

/** The whole département in six figures. */
function Summary({ data }: { data: Supervision }) {
  const sum = (of: (epci: EpciLoad) => number) =>
    formatInteger(data.epcis.reduce((total, epci) => total + of(epci), 0));
  const { accepted_in_time: accepted, first_contact_in_time: contact } = data.service;
  const figures: [label: string, value: string, basis?: string][] = [
    [supervision.open, sum((epci) => epci.open_files)],
    [supervision.proposed, sum((epci) => epci.proposed)],
    [supervision.overdue, sum((epci) => epci.overdue)],
    [supervision.waiting, formatInteger(data.counts.pool + data.counts.unrouted)],
    [supervision.acceptedInTime, shareText(accepted), basisText(accepted)],
    [supervision.contactInTime, shareText(contact), basisText(contact)],
  ];
  return (
    <dl className={classes.summary} aria-label={supervision.summary}>
      {figures.map(([label, value, basis]) => (
        <div key={label} className={classes.figure}>
          <dt className={classes.measure}>
            {label}
            {basis ? <small>{basis}</small> : null}
          </dt>
          <dd className={classes.value}>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
