import { draggable } from "@atlaskit/pragmatic-drag-and-drop/element/adapter";
import { ActionIcon, Group, Menu, Paper, Text } from "@mantine/core";
import { IconArrowsMove } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import { useLabelOf } from "@/api/reference";
import { AnchorLink } from "@/components/links";
import { formatShortDate, today } from "@/i18n/format";
import { board } from "@/i18n/fr/board";
import { prospects } from "@/i18n/fr/prospects";
import { transitions } from "@/i18n/fr/transitions";
import { allowedNext } from "../transitions/rules";
import type { ProspectSummary } from "../types";
import { daysBetween } from "../values";
import classes from "./board.module.css";

interface BoardCardProps {
  file: ProspectSummary;
  onMove: ((file: ProspectSummary, to: string) => void) | null;
}

/** A household on the board: who, since when, what next, and where it may go. */
export function BoardCard({ file, onMove }: BoardCardProps) {
  const { card, dragged } = useDrag(file, onMove !== null);
  return (
    <Paper
      component="li"
      ref={card}
      withBorder
      p="xs"
      className={classes.card}
      data-dragged={dragged || undefined}
      data-draggable={onMove !== null || undefined}
    >
      <Group justify="space-between" align="flex-start" wrap="nowrap" gap={4}>
        <AnchorLink
          to="/dossiers/$prospectId"
          params={{ prospectId: file.id }}
          fw={600}
          underline="hover"
          draggable={false}
        >
          {file.lead_name}
        </AnchorLink>
        {onMove ? <MoveMenu file={file} onMove={(to) => onMove(file, to)} /> : null}
      </Group>
      <Text size="xs" c="dimmed">
        {[
          file.epci_name ?? prospects.noTerritory,
          board.age(daysBetween(file.status_since, today())),
        ].join(" · ")}
      </Text>
      <NextLine file={file} />
    </Paper>
  );
}

function NextLine({ file }: { file: ProspectSummary }) {
  if (file.next_action_label === null || file.next_action_on === null) return null;
  const date = formatShortDate(file.next_action_on);
  return (
    <Text size="sm" mt={4}>
      {file.next_action_label}
      <Text span size="xs" display="block" className={file.overdue ? classes.late : undefined}>
        {file.overdue ? prospects.overdueSince(date) : date}
      </Text>
    </Text>
  );
}

function MoveMenu({ file, onMove }: { file: ProspectSummary; onMove: (to: string) => void }) {
  const label = useLabelOf("prospect_statuses");
  const targets = allowedNext(file.status);
  if (targets.length === 0) return null;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={28}
          aria-label={transitions.moveOf(file.lead_name)}
        >
          <IconArrowsMove size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{transitions.moveTo}</Menu.Label>
        {targets.map((status) => (
          <Menu.Item key={status} onClick={() => onMove(status)}>
            {label(status)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function useDrag(file: ProspectSummary, enabled: boolean) {
  const card = useRef<HTMLLIElement>(null);
  const [dragged, setDragged] = useState(false);
  useEffect(() => {
    const element = card.current;
    if (element === null || !enabled) return;
    return draggable({
      element,
      getInitialData: () => ({ file }),
      onDragStart: () => setDragged(true),
      onDrop: () => setDragged(false),
    });
  }, [file, enabled]);
  return { card, dragged };
}
