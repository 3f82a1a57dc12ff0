import { dropTargetForElements } from "@atlaskit/pragmatic-drag-and-drop/element/adapter";
import { Badge, Button, Text, Title } from "@mantine/core";
import { useEffect, useId, useRef, useState } from "react";
import { useKeysetList } from "@/api/pages";
import { useLabelOf } from "@/api/reference";
import type { Query } from "@/api/transport";
import { ErrorState, LoadingState } from "@/components/states";
import { toastRefusal } from "@/components/toasts";
import { formatInteger } from "@/i18n/format";
import { board } from "@/i18n/fr/board";
import { PROSPECTS } from "../api";
import { allowedNext } from "../transitions/rules";
import type { ProspectSummary } from "../types";
import { BoardCard } from "./BoardCard";
import type { Moving } from "./BoardPage";
import classes from "./board.module.css";
import { cardsOf } from "./cards";

interface BoardColumnProps {
  status: string;
  filters: Query;
  count: number | null;
  moving: Moving | null;
  onMove: ((file: ProspectSummary, to: string) => void) | null;
}

/** One stage; takes the cards that the machine lets come here. */
export function BoardColumn({ status, filters, count, moving, onMove }: BoardColumnProps) {
  const label = useLabelOf("prospect_statuses")(status);
  const titleId = useId();
  const list = useKeysetList<ProspectSummary>(PROSPECTS, {
    ...filters,
    status: [status],
    sort: "next_action_on",
    limit: 20,
  });
  const { column, over } = useDropTarget(status, label, onMove);
  const cards = cardsOf(status, list.items, moving);
  return (
    <section
      ref={column}
      className={classes.column}
      data-target={over === "allowed" || undefined}
      data-refused={over === "refused" || undefined}
      aria-labelledby={titleId}
    >
      <div className={classes.head}>
        <Title order={2} size="h5" id={titleId}>
          {label}
        </Title>
        {count === null ? null : (
          <Badge size="md" color="gray" aria-label={board.count(count)}>
            {formatInteger(count)}
          </Badge>
        )}
      </div>
      {list.isPending ? <LoadingState lines={3} /> : null}
      {list.isError ? <ErrorState error={list.error} onRetry={() => list.refetch()} /> : null}
      {list.isSuccess && cards.length === 0 ? (
        <Text size="sm" c="dimmed">
          {board.empty}
        </Text>
      ) : null}
      <ul className={classes.cards} aria-label={board.cards(label)}>
        {cards.map((file) => (
          <BoardCard key={file.id} file={file} onMove={onMove} />
        ))}
      </ul>
      {list.hasNextPage ? (
        <Button
          mt="xs"
          fullWidth
          variant="default"
          aria-label={board.moreOf(label)}
          loading={list.isFetchingNextPage}
          onClick={() => list.fetchNextPage()}
        >
          {board.more}
        </Button>
      ) : null}
    </section>
  );
}

type Over = "allowed" | "refused" | null;

function useDropTarget(status: string, label: string, onMove: BoardColumnProps["onMove"]) {
  const column = useRef<HTMLElement>(null);
  const [over, setOver] = useState<Over>(null);
  const latest = useRef(onMove);
  useEffect(() => {
    latest.current = onMove;
  });
  useEffect(() => {
    const element = column.current;
    if (element === null) return;
    const fileOf = (data: Record<string | symbol, unknown>) => data.file as ProspectSummary;
    const may = (file: ProspectSummary) => allowedNext(file.status).includes(status);
    return dropTargetForElements({
      element,
      canDrop: ({ source }) => fileOf(source.data).status !== status,
      onDragEnter: ({ source }) => setOver(may(fileOf(source.data)) ? "allowed" : "refused"),
      onDragLeave: () => setOver(null),
      onDrop: ({ source }) => {
        setOver(null);
        const file = fileOf(source.data);
        if (may(file)) latest.current?.(file, status);
        else toastRefusal(board.notHere(file.lead_name, label));
      },
    });
  }, [status, label]);
  return { column, over };
}
