import { Group } from "@mantine/core";
import { useState } from "react";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import { SmallButton } from "@/components/SmallButton";
import { toastDone, toastProblem, toastUndo } from "@/components/toasts";
import { common } from "@/i18n/fr/common";
import { steering } from "@/i18n/fr/steering";
import { type Action, deleteAction, moveAction, useRefreshSteering } from "./api";

interface ActionButtonsProps {
  action: Action;
  /** Absent for those who only answer for it. */
  onEdit?: () => void;
}

const isOver = (status: string) => status === "done" || status === "dropped";

/** The moves of an action, each undone by the one back; and its words, for those who run the programme. */
export function ActionButtons({ action, onEdit }: ActionButtonsProps) {
  const refresh = useRefreshSteering();
  const [removing, setRemoving] = useState(false);
  const move = async (to: string) => {
    try {
      await moveAction(action.id, to);
      toastUndo(steering.moved(action.title), async () => {
        await moveAction(action.id, action.status);
        await refresh();
      });
    } catch (error) {
      toastProblem(error);
    }
    await refresh();
  };
  const remove = async () => {
    await deleteAction(action);
    toastDone(steering.removed);
    await refresh();
  };
  // From what is over, one way back is enough.
  const moves = isOver(action.status)
    ? action.allowed.slice(0, 1)
    : action.allowed.filter((to) => to !== "todo");
  if (moves.length === 0 && onEdit === undefined) return null;
  return (
    <Group gap="xs" mt={4} className="oml-no-print">
      {moves.map((to) => {
        const label = isOver(action.status) ? steering.reopen : (steering.moves[to] ?? to);
        return (
          <SmallButton
            key={to}
            label={label}
            name={steering.moveOf(label, action.title)}
            onClick={() => void move(to)}
          />
        );
      })}
      {onEdit ? (
        <>
          <SmallButton label={common.edit} name={steering.editOf(action.title)} onClick={onEdit} />
          <SmallButton
            label={steering.deleteAction}
            name={steering.deleteOf(action.title)}
            onClick={() => setRemoving(true)}
          />
          <ConfirmDialog
            opened={removing}
            title={steering.deleteTitle(action.title)}
            confirmLabel={steering.deleteAction}
            danger
            onConfirm={remove}
            onClose={() => setRemoving(false)}
          >
            {steering.deleteText}
          </ConfirmDialog>
        </>
      ) : null}
    </Group>
  );
}
