import { Stack, Text, Title } from "@mantine/core";
import { type ReactNode, useId } from "react";
import { type Column, DataTable } from "@/components/DataTable";
import { Disclosure } from "@/components/Disclosure";
import { charts } from "@/i18n/fr/charts";
import classes from "./charts.module.css";

interface ChartFrameProps<Row> {
  title: string;
  /** What is counted, and what to be careful with. */
  hint?: ReactNode;
  /** The same figures as a table. */
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** Whether the table is printed too, because the picture does not write its figures. */
  printsTable?: boolean;
  children: ReactNode;
}

/** A picture with its title, and the table that says the same in figures. */
export function ChartFrame<Row>(props: ChartFrameProps<Row>) {
  const id = useId();
  const table = (
    <DataTable
      caption={props.title}
      columns={props.columns}
      rows={props.rows}
      rowKey={props.rowKey}
    />
  );
  return (
    <Stack component="figure" gap="sm" m={0} className={classes.frame} aria-labelledby={id}>
      <figcaption>
        <Title order={3} size="h5" id={id}>
          {props.title}
        </Title>
        {props.hint ? (
          <Text size="sm" c="dimmed">
            {props.hint}
          </Text>
        ) : null}
      </figcaption>
      {props.rows.length === 0 ? <Text c="dimmed">{charts.nothing}</Text> : props.children}
      {props.rows.length === 0 ? null : (
        <div className="oml-no-print">
          <Disclosure label={charts.table} name={charts.tableOf(props.title)}>
            {table}
          </Disclosure>
        </div>
      )}
      {props.printsTable && props.rows.length > 0 ? (
        <div className={classes.printed}>{table}</div>
      ) : null}
    </Stack>
  );
}
