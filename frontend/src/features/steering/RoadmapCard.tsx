import { Button, Group, Paper, Text } from "@mantine/core";
import { IconGripVertical } from "@tabler/icons-react";
import { useState } from "react";
import { useLabelOf } from "@/api/reference";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import { SmallButton } from "@/components/SmallButton";
import { toastDone, toastProblem, toastUndo } from "@/components/toasts";
import { common } from "@/i18n/fr/common";
import { steering } from "@/i18n/fr/steering";
import { deleteItem, moveItemTo, type RoadmapItem } from "./api";
import { SteeringBadge } from "./StatusBadge";
import classes from "./steering.module.css";
import type { RoadmapOrder } from "./use-roadmap-order";

interface RoadmapCardProps {
  item: RoadmapItem;
  place: number;
  /** Place of the last one. */
  last: number;
  manages: boolean;
  order: RoadmapOrder;
  onEdit: () => void;
  onChanged: () => Promise<void>;
}

/** One item: its words, and for those who run the programme its moves. A drag does what the buttons do. */
export function RoadmapCard({ item, place, last, manages, order, ...on }: RoadmapCardProps) {
  const [over, setOver] = useState(false);
  const drop = () => {
    setOver(false);
    if (order.dragged !== null) void order.move(order.dragged, place, "drag");
    order.setDragged(null);
  };
  return (
    <Paper
      component="li"
      withBorder
      p="md"
      className={classes.item}
      data-over={over || undefined}
      onDragOver={(event) => {
        if (order.dragged === null) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <div className={classes.row}>
        {manages ? (
          // The buttons do the same for keyboards: this handle is for a mouse only.
          <span
            className={classes.handle}
            draggable
            aria-hidden
            title={steering.drag(item.title)}
            onDragStart={() => order.setDragged(item.id)}
            onDragEnd={() => order.setDragged(null)}
          >
            <IconGripVertical size={20} />
          </span>
        ) : null}
        <Words item={item} />
        <SteeringBadge status={item.status} late={item.late} />
      </div>
      {manages ? <Moves item={item} place={place} last={last} order={order} {...on} /> : null}
    </Paper>
  );
}

function Words({ item }: { item: RoadmapItem }) {
  const indicator = useLabelOf("indicators");
  const more = [
    steering.quarterOf(item.quarter),
    item.owner_name,
    item.indicator_code === null
      ? null
      : steering.targetOf(item.target, indicator(item.indicator_code)),
    item.carried_from_id === null ? null : steering.carriedFrom,
  ];
  return (
    <div className={classes.body}>
      <Text fw={600}>{item.title}</Text>
      <Text size="sm" c="dimmed">
        {more.filter(Boolean).join(" · ")}
      </Text>
      {item.description ? <Text className={classes.said}>{item.description}</Text> : null}
    </div>
  );
}

type MovesProps = Omit<RoadmapCardProps, "manages">;

function Moves({ item, place, last, order, onEdit, onChanged }: MovesProps) {
  const [removing, setRemoving] = useState(false);
  const move = async (to: string) => {
    try {
      await moveItemTo(item, to);
      toastUndo(steering.moved(item.title), async () => {
        await moveItemTo(item, item.status);
        await onChanged();
      });
    } catch (error) {
      toastProblem(error);
    }
    await onChanged();
  };
  const remove = async () => {
    await deleteItem(item);
    toastDone(steering.removed);
    await onChanged();
  };
  const over = item.status === "done" || item.status === "dropped";
  const moves = over ? item.allowed.slice(0, 1) : item.allowed.filter((to) => to !== "todo");
  return (
    <Group gap="xs" mt="sm" className="oml-no-print">
      {(["up", "down"] as const).map((way) => (
        <Button
          key={way}
          size="compact-sm"
          variant="default"
          aria-label={steering[`${way}Of`](item.title)}
          data-mark={`${item.id}-${way}`}
          disabled={order.pending || place === (way === "up" ? 0 : last)}
          onClick={() => void order.move(item.id, way === "up" ? place - 1 : place + 1, way)}
        >
          {steering[way]}
        </Button>
      ))}
      {moves.map((to) => {
        const label = over ? steering.reopen : (steering.moves[to] ?? to);
        return (
          <SmallButton
            key={to}
            label={label}
            name={steering.moveOf(label, item.title)}
            onClick={() => void move(to)}
          />
        );
      })}
      <SmallButton label={common.edit} name={steering.editOf(item.title)} onClick={onEdit} />
      <SmallButton
        label={steering.deleteAction}
        name={steering.deleteOf(item.title)}
        onClick={() => setRemoving(true)}
      />
      <ConfirmDialog
        opened={removing}
        title={steering.deleteTitle(item.title)}
        confirmLabel={steering.deleteAction}
        danger
        onConfirm={remove}
        onClose={() => setRemoving(false)}
      >
        {steering.deleteText}
      </ConfirmDialog>
    </Group>
  );
}
