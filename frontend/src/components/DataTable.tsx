import { Paper, Stack, Table, VisuallyHidden } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import type { ReactNode } from "react";
import classes from "./DataTable.module.css";

/** One column; the first one names the row. */
export interface Column<Row> {
  key: string;
  header: string;
  render: (row: Row) => ReactNode;
  align?: "start" | "end";
  /** Hides the heading for eyes only (buttons column). */
  quiet?: boolean;
}

interface DataTableProps<Row> {
  /** What the table holds, for readers. */
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
}

/** A table on wide screens, a list of cards on narrow ones: nothing scrolls sideways. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  // The menu takes its share of a tablet: tables need the width of a desk. On paper they are tables.
  const narrow = useMediaQuery("screen and (max-width: 61.99em)", false, {
    getInitialValueInEffect: false,
  });
  return narrow ? <Cards {...props} /> : <WideTable {...props} />;
}

function WideTable<Row>({ caption, columns, rows, rowKey }: DataTableProps<Row>) {
  const [first, ...others] = columns;
  return (
    <Table verticalSpacing="sm" highlightOnHover captionSide="top" className={classes.table}>
      <caption>
        <VisuallyHidden>{caption}</VisuallyHidden>
      </caption>
      <Table.Thead>
        <Table.Tr>
          {columns.map((column) => (
            <Table.Th key={column.key} scope="col" ta={column.align}>
              {column.quiet ? <VisuallyHidden>{column.header}</VisuallyHidden> : column.header}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((row) => (
          <Table.Tr key={rowKey(row)}>
            <Table.Th scope="row" ta={first?.align}>
              {first?.render(row)}
            </Table.Th>
            {others.map((column) => (
              <Table.Td key={column.key} ta={column.align}>
                {column.render(row)}
              </Table.Td>
            ))}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function Cards<Row>({ caption, columns, rows, rowKey }: DataTableProps<Row>) {
  const [first, ...others] = columns;
  return (
    <Stack component="ul" gap="sm" className={classes.cards} aria-label={caption}>
      {rows.map((row) => (
        <Paper component="li" withBorder p="md" key={rowKey(row)}>
          <div className={classes.name}>{first?.render(row)}</div>
          <dl className={classes.facts}>
            {others.map((column) => (
              <div key={column.key} className={classes.fact}>
                <dt>
                  {column.quiet ? <VisuallyHidden>{column.header}</VisuallyHidden> : column.header}
                </dt>
                <dd>{column.render(row)}</dd>
              </div>
            ))}
          </dl>
        </Paper>
      ))}
    </Stack>
  );
}
