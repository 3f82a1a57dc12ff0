import { Stack } from "@mantine/core";
import type { ReactNode } from "react";
import { administration } from "@/i18n/fr/administration";
import { type Column, DataTable } from "./DataTable";
import { MoreButton } from "./MoreButton";
import { EmptyState, ErrorState, LoadingState } from "./states";

interface KeysetList<Row> {
  items: Row[];
  isPending: boolean;
  isError: boolean;
  isSuccess: boolean;
  error: unknown;
  refetch: () => unknown;
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  fetchNextPage: () => unknown;
}

interface ListFrameProps<Row> {
  list: KeysetList<Row>;
  caption: string;
  columns: readonly Column<Row>[];
  rowKey: (row: Row) => string;
  filters: ReactNode;
  /** Whether a filter is set: an empty list then says so instead of teaching. */
  filtered: boolean;
  /** What an empty list teaches. */
  empty: { title: string; text: string; action?: ReactNode };
}

/** A filtered list in all its states: loading, failed, empty, nothing found, full. */
export function ListFrame<Row>({ list, empty, ...props }: ListFrameProps<Row>) {
  const isEmpty = list.isSuccess && list.items.length === 0;
  return (
    <Stack gap="lg">
      {props.filters}
      {list.isPending ? <LoadingState /> : null}
      {list.isError ? <ErrorState error={list.error} onRetry={() => list.refetch()} /> : null}
      {isEmpty && props.filtered ? (
        <EmptyState title={administration.nothingFoundTitle}>
          {administration.nothingFoundText}
        </EmptyState>
      ) : null}
      {isEmpty && !props.filtered ? (
        <EmptyState title={empty.title} action={empty.action}>
          {empty.text}
        </EmptyState>
      ) : null}
      {list.items.length > 0 ? (
        <DataTable
          caption={props.caption}
          columns={props.columns}
          rows={list.items}
          rowKey={props.rowKey}
        />
      ) : null}
      <MoreButton list={list} />
    </Stack>
  );
}
