import { Group, Radio, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useAllTerritories } from "@/api/reference";
import { ChartFrame } from "@/components/charts/ChartFrame";
import { Hidden } from "@/components/charts/HeatTable";
import type { Column } from "@/components/DataTable";
import { LotMap } from "@/components/lot-map/LotMap";
import { MapLegend } from "@/components/lot-map/MapLegend";
import type { PlacedCommune } from "@/components/lot-map/map";
import { Section } from "@/components/Section";
import { charts } from "@/i18n/fr/charts";
import { dashboards as said } from "@/i18n/fr/dashboards";
import { COMMUNES, legendOf, measuresOf, type PlaceMeasure, placesOf, scaleOf } from "./places";
import type { Cell, Dashboard } from "./types";
import { valueText } from "./words";

/** The Lot coloured by a figure, and the same as a table. */
export function MapSection({ data }: { data: Dashboard }) {
  const measures = measuresOf(data);
  const [chosen, setChosen] = useState<string | null>(null);
  const measure = measures.find(({ code }) => code === chosen) ?? measures[0];
  if (measure === undefined) return null;
  return (
    <Section title={said.map}>
      <Stack gap="md">
        <Radio.Group
          className="oml-no-print"
          label={said.mapMeasure}
          value={measure.code}
          onChange={setChosen}
        >
          <Group gap="sm" mt={6}>
            {measures.map(({ code, label }) => (
              <Radio key={code} value={code} label={label} />
            ))}
          </Group>
        </Radio.Group>
        <ChartFrame
          title={measure.label}
          hint={said.mapHint}
          columns={columnsOf(measure)}
          rows={measure.cells}
          rowKey={({ key }) => key}
          printsTable
        >
          <ColouredMap measure={measure} />
        </ChartFrame>
      </Stack>
    </Section>
  );
}

const columnsOf = (measure: PlaceMeasure): Column<Cell>[] => [
  {
    key: "label",
    header: measure.code === COMMUNES ? said.commune : said.epci,
    render: ({ label }) => label,
  },
  {
    key: "value",
    header: measure.label,
    align: "end",
    render: (cell) => <Value cell={cell} unit={measure.unit} />,
  },
];

function Value({ cell, unit }: { cell: Cell; unit: string }) {
  if (cell.hidden) return <Hidden />;
  return cell.value === null ? charts.unknown : valueText(cell.value, unit);
}

function ColouredMap({ measure }: { measure: PlaceMeasure }) {
  const territories = useAllTerritories();
  const [selected, setSelected] = useState<string | null>(null);
  const { epcis, communes } = placesOf(territories.data ?? []);
  const scale = scaleOf(measure);
  const told = (code: string) => {
    const cell = measure.cells.find(({ key }) => key === code);
    if (cell === undefined) return valueText(0, measure.unit);
    if (cell.hidden) return charts.hiddenName;
    return cell.value === null ? charts.unknown : valueText(cell.value, measure.unit);
  };
  const ofEpci = (epci: string) => {
    if (measure.code !== COMMUNES) return told(epci);
    const own = new Set(
      communes.filter(({ epci_code }) => epci_code === epci).map(({ code }) => code),
    );
    const sum = measure.cells.reduce(
      (all, { key, value }) => all + (own.has(key) ? (value ?? 0) : 0),
      0,
    );
    return valueText(sum, measure.unit);
  };
  const keyOf = (commune: PlacedCommune) =>
    measure.code === COMMUNES ? commune.code : (commune.epci_code ?? "");
  const sentence = (epci: { code: string; name: string }) =>
    said.place(epci.name, ofEpci(epci.code));
  if (communes.length === 0) return <Text c="dimmed">{said.mapNone}</Text>;
  const chosen = epcis.find(({ code }) => code === selected);
  return (
    <div>
      <LotMap
        name={said.mapName}
        epcis={epcis.map((epci) => ({ ...epci, sentence: sentence(epci) }))}
        communes={communes}
        shade={(commune) => scale(keyOf(commune))}
        title={(commune) => said.place(commune.name, told(keyOf(commune)))}
        selected={selected}
        onSelect={setSelected}
      />
      <MapLegend name={said.mapLegend} steps={legendOf(measure)} />
      <Text aria-live="polite" mt="sm" fw={600} className={chosen ? undefined : "oml-no-print"}>
        {chosen ? sentence(chosen) : said.mapChoose}
      </Text>
    </div>
  );
}
