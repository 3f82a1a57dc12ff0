import { Paper, SimpleGrid } from "@mantine/core";
import { formatInteger } from "@/i18n/format";
import { importWords } from "@/i18n/fr/imports";
import type { ImportBatch, ImportSummary } from "./api";
import classes from "./imports.module.css";

interface SummaryTilesProps {
  batch: ImportBatch;
  summary: ImportSummary;
  done: boolean;
}

const FIGURES = ["created", "updated", "closed", "unchanged", "duplicates", "refused"] as const;

/** The figures of a check or of a finished import: those that its subject has. */
export function SummaryTiles({ batch, summary, done }: SummaryTilesProps) {
  const imports = importWords(batch.subject);
  const words = done ? imports.tilesDone : imports.tiles;
  const tiles = FIGURES.flatMap((figure) => {
    const label = words[figure];
    return label === undefined ? [] : [{ label, count: summary[figure] }];
  });
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
