import { Table, Text, VisuallyHidden } from "@mantine/core";
import { shadeOfCount } from "@/components/lot-map/shades";
import { formatInteger } from "@/i18n/format";
import { charts } from "@/i18n/fr/charts";
import classes from "./charts.module.css";

/** One cell: a count, or null where it is too small to be shown. */
export type HeatValue = number | null;

interface HeatTableProps {
  title: string;
  /** What the lines are, above their names. */
  corner: string;
  columns: readonly { key: string; label: string; short: string }[];
  rows: readonly { key: string; label: string; values: readonly HeatValue[] }[];
}

/** A table whose cells are the darker the greater they are; the figure in each says it without the colour. */
export function HeatTable({ title, corner, columns, rows }: HeatTableProps) {
  const all = rows.flatMap(({ values }) => values);
  const greatest = Math.max(0, ...all.map((value) => value ?? 0));
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is scrolled with the keyboard too */}
      <section className={classes.scroll} aria-label={charts.scroll(title)} tabIndex={0}>
        <Table captionSide="top" className={classes.heat}>
          <caption>
            <VisuallyHidden>{title}</VisuallyHidden>
          </caption>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{corner}</Table.Th>
              {columns.map(({ key, label, short }) => (
                <Table.Th key={key} scope="col" ta="end" abbr={label}>
                  {short}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map(({ key, label, values }) => (
              <Table.Tr key={key}>
                <Table.Th scope="row">{label}</Table.Th>
                {values.map((value, index) => (
                  <Table.Td
                    key={columns[index]?.key ?? index}
                    ta="end"
                    className={classes.cell}
                    data-heat={value === null ? "hidden" : shadeOfCount(value, greatest)}
                  >
                    {value === null ? <Hidden /> : formatInteger(value)}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </section>
      {all.includes(null) ? (
        <Text size="sm" c="dimmed">
          {charts.heatHidden}
        </Text>
      ) : null}
    </>
  );
}

/** Read aloud as words: a sign would be skipped. */
export function Hidden() {
  return (
    <>
      <span aria-hidden>{charts.hidden}</span>
      <VisuallyHidden>{charts.hiddenName}</VisuallyHidden>
    </>
  );
}
