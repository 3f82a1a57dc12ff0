import { Paper, SimpleGrid } from "@mantine/core";
import { formatInteger } from "@/i18n/format";
import { imports } from "@/i18n/fr/imports";
import type { ImportSummary } from "./api";
import classes from "./imports.module.css";

/** The figures of a check or of a finished import. */
export function SummaryTiles({ summary, done }: { summary: ImportSummary; done: boolean }) {
  const words = done ? imports.tilesDone : imports.tiles;
  const tiles = [
    { label: words.created, count: summary.created },
    { label: words.duplicates, count: summary.duplicates },
    { label: words.refused, count: summary.refused },
  ];
  return (
    <SimpleGrid component="dl" cols={{ base: 1, xs: 3 }} className={classes.tiles}>
      {tiles.map(({ label, count }) => (
        <Paper withBorder p="md" key={label} className={classes.tile}>
          <dt>{label}</dt>
          <dd>{formatInteger(count)}</dd>
        </Paper>
      ))}
    </SimpleGrid>
  );
}
