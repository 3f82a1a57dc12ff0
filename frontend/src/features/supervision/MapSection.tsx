import { Group, Radio, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { LotMap } from "@/components/lot-map/LotMap";
import { type LegendStep, MapLegend } from "@/components/lot-map/MapLegend";
import { type Shade, shadeOfCount, stepsOf } from "@/components/lot-map/shades";
import { Section } from "@/components/Section";
import { supervision } from "@/i18n/fr/supervision";
import { EpciDetail } from "./EpciDetail";
import { loadOf, MEASURES, type Measure, referentsOf, shadeOfLoad, waitingFiles } from "./figures";
import classes from "./supervision.module.css";
import type { CommuneLoad, EpciLoad, Supervision } from "./types";

interface MapSectionProps {
  data: Supervision;
  selected: string | null;
  onSelect: (code: string) => void;
}

/** The map, what its colours mean, and the figures of the chosen EPCI beside it. */
export function MapSection({ data, selected, onSelect }: MapSectionProps) {
  const [measure, setMeasure] = useState<Measure>("files");
  const { shade, steps } = scaleOf(measure, data);
  const epci = data.epcis.find((one) => one.code === selected) ?? null;
  return (
    <Section title={supervision.map}>
      <Stack gap="md">
        <Text size="sm" c="dimmed" className="oml-no-print">
          {supervision.mapHint}
        </Text>
        <Radio.Group
          className="oml-no-print"
          label={supervision.measure}
          value={measure}
          onChange={(value) => setMeasure(MEASURES.find((one) => one === value) ?? "files")}
        >
          <Group gap="sm" mt={6}>
            {MEASURES.map((one) => (
              <Radio key={one} value={one} label={supervision.measures[one]} />
            ))}
          </Group>
        </Radio.Group>
        {data.communes.length === 0 ? (
          <Text c="dimmed">{supervision.noPlace}</Text>
        ) : (
          <div className={classes.mapGrid}>
            <div>
              <LotMap
                name={supervision.mapName}
                epcis={data.epcis.map(named)}
                communes={data.communes}
                shade={shade}
                title={({ name, open_files }) => supervision.communeTitle(name, open_files)}
                selected={selected}
                onSelect={onSelect}
              />
              <MapLegend name={supervision.legend} steps={steps} />
            </div>
            <EpciDetail epci={epci} data={data} />
          </div>
        )}
      </Stack>
    </Section>
  );
}

const named = (epci: EpciLoad) => ({
  code: epci.code,
  name: epci.name,
  sentence: supervision.epciName(epci.name, epci.open_files, epci.overdue, waitingFiles(epci)),
});

/** How a measure colours communes, and the legend that says so. */
function scaleOf(measure: Measure, data: Supervision) {
  if (measure === "files") {
    const greatest = Math.max(0, ...data.communes.map((one) => one.open_files));
    const shade = (commune: CommuneLoad) => shadeOfCount(commune.open_files, greatest);
    return { shade, steps: countSteps(greatest) };
  }
  if (measure === "load") {
    const loads = byEpci(data.epcis, (epci) =>
      shadeOfLoad(loadOf(referentsOf(epci, data.referents, data.communes))),
    );
    const steps = supervision.loadShades.map((label, shade) => ({ shade: shade as Shade, label }));
    return { shade: loads, steps };
  }
  const count = measure === "overdue" ? (epci: EpciLoad) => epci.overdue : waitingFiles;
  const greatest = Math.max(0, ...data.epcis.map(count));
  const shade = byEpci(data.epcis, (epci) => shadeOfCount(count(epci), greatest));
  return { shade, steps: countSteps(greatest) };
}

/** Colours every commune like its EPCI. */
function byEpci(epcis: readonly EpciLoad[], shadeOf: (epci: EpciLoad) => Shade) {
  const shades = new Map(epcis.map((epci) => [epci.code, shadeOf(epci)]));
  return (commune: CommuneLoad): Shade => shades.get(commune.epci_code ?? "") ?? 0;
}

const countSteps = (greatest: number): LegendStep[] =>
  stepsOf(greatest).map(({ shade, from, to }) => ({ shade, label: supervision.step(from, to) }));
