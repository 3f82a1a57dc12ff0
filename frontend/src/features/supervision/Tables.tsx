import { Anchor, Stack, Text } from "@mantine/core";
import { useTerritoryName } from "@/api/reference";
import { type Column, DataTable } from "@/components/DataTable";
import { Section } from "@/components/Section";
import { formatInteger, formatList } from "@/i18n/format";
import { administration } from "@/i18n/fr/administration";
import { supervision } from "@/i18n/fr/supervision";
import { keptText, waitingFiles } from "./figures";
import { LoadText } from "./LoadText";
import type { EpciLoad, ReferentLoad } from "./types";

interface EpciTableProps {
  epcis: EpciLoad[];
  onSelect: (code: string) => void;
}

/** The map in words: one line per EPCI. */
export function EpciTable({ epcis, onSelect }: EpciTableProps) {
  const count = (key: string, header: string, of: (epci: EpciLoad) => number) => ({
    key,
    header,
    align: "end" as const,
    render: (epci: EpciLoad) => formatInteger(of(epci)),
  });
  const columns: Column<EpciLoad>[] = [
    {
      key: "name",
      header: supervision.epci,
      render: (epci) => (
        <Anchor
          component="button"
          type="button"
          ta="start"
          fw={600}
          className="oml-print"
          aria-label={supervision.showDetail(epci.name)}
          onClick={() => onSelect(epci.code)}
        >
          {epci.name}
        </Anchor>
      ),
    },
    count("open", supervision.columnOpen, (epci) => epci.open_files),
    count("proposed", supervision.columnProposed, (epci) => epci.proposed),
    count("overdue", supervision.columnOverdue, (epci) => epci.overdue),
    count("waiting", supervision.columnWaiting, waitingFiles),
    {
      key: "accepted",
      header: supervision.columnAccepted,
      render: (epci) => keptText(epci.accepted_in_time),
    },
    {
      key: "contact",
      header: supervision.columnContact,
      render: (epci) => keptText(epci.first_contact_in_time),
    },
  ];
  return (
    <Section title={supervision.byEpci}>
      <DataTable
        caption={supervision.byEpci}
        columns={columns}
        rows={epcis}
        rowKey={(epci) => epci.code}
      />
    </Section>
  );
}

/** Zones named one by one at most; beyond, their number says enough. */
const ZONES = 3;

/** Who carries what, by name: to share the work, never to compare people. */
export function ReferentTable({ referents }: { referents: ReferentLoad[] }) {
  const territory = useTerritoryName();
  const columns: Column<ReferentLoad>[] = [
    {
      key: "name",
      header: supervision.referent,
      render: (referent) => (
        <Stack gap={0}>
          {referent.name}
          <Text size="sm" c="dimmed" fw={400}>
            {referent.partner_name}
          </Text>
        </Stack>
      ),
    },
    {
      key: "zones",
      header: supervision.zones,
      render: ({ zones }) =>
        zones.length > ZONES
          ? administration.territoriesCount(zones.length)
          : formatList(zones.map(territory)),
    },
    {
      key: "load",
      header: supervision.load,
      render: (referent) => <LoadText referent={referent} />,
    },
    {
      key: "proposed",
      header: supervision.columnProposed,
      align: "end",
      render: (referent) => formatInteger(referent.proposed),
    },
    {
      key: "overdue",
      header: supervision.columnOverdue,
      align: "end",
      render: (referent) => formatInteger(referent.overdue),
    },
  ];
  return (
    <Section title={supervision.byReferent}>
      <Text size="sm" c="dimmed" mb="md">
        {referents.length === 0 ? supervision.noReferents : supervision.byReferentHint}
      </Text>
      {referents.length > 0 ? (
        <DataTable
          caption={supervision.byReferent}
          columns={columns}
          rows={referents}
          rowKey={(referent) => referent.referent_id}
        />
      ) : null}
    </Section>
  );
}
