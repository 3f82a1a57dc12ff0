import { Button, Group, Modal, Stack } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { asProblem, type Problem } from "@/api/problem";
import { common } from "@/i18n/fr/common";
import { ProblemAlert } from "./ProblemAlert";

interface ConfirmDialogProps {
  opened: boolean;
  title: string;
  children: ReactNode;
  /** The verb of the action, never "OK". */
  confirmLabel: string;
  danger?: boolean;
  onConfirm: () => Promise<void>;
  onClose: () => void;
}

/** Asks before something that is hard to take back; stays open and explains when it fails. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const close = () => {
    setProblem(null);
    props.onClose();
  };
  const confirm = async () => {
    setPending(true);
    setProblem(null);
    try {
      await props.onConfirm();
      close();
    } catch (error) {
      setProblem(asProblem(error));
    } finally {
      setPending(false);
    }
  };
  return (
    <Modal
      opened={props.opened}
      onClose={close}
      title={props.title}
      closeButtonProps={{ "aria-label": common.close }}
    >
      <Stack>
        <ProblemAlert problem={problem} />
        <div>{props.children}</div>
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            {common.cancel}
          </Button>
          <Button color={props.danger ? "red" : undefined} loading={pending} onClick={confirm}>
            {props.confirmLabel}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
