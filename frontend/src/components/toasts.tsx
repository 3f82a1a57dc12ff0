import { Button, Group, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { asProblem } from "@/api/problem";
import { common } from "@/i18n/fr/common";
import { problemText } from "@/i18n/problem-text";

/** Long enough to be read twice and reached with the keyboard. */
const UNDO_MS = 15_000;

/** Says that something worked. */
export function toastDone(message: string): void {
  notifications.show({
    message,
    color: "valley",
    closeButtonProps: { "aria-label": common.close },
  });
}

/** Says that something cannot be done as it was tried, although nothing failed. */
export function toastRefusal(message: string): void {
  notifications.show({
    message,
    color: "ochre",
    closeButtonProps: { "aria-label": common.close },
  });
}

/** Says that an action without a form of its own failed, and what to do. */
export function toastProblem(error: unknown, title?: string): void {
  notifications.show({
    title,
    message: problemText(asProblem(error)),
    color: "red",
    autoClose: false,
    closeButtonProps: { "aria-label": common.close },
  });
}

/** Says that something was done and offers to take it back; `undo` must be possible elsewhere too. */
export function toastUndo(message: string, undo: () => Promise<void>): void {
  const id = notifications.show({
    color: "valley",
    autoClose: UNDO_MS,
    closeButtonProps: { "aria-label": common.close },
    message: (
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm">{message}</Text>
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => {
            notifications.hide(id);
            undo().catch((error: unknown) => toastProblem(error));
          }}
        >
          {common.undo}
        </Button>
      </Group>
    ),
  });
}
