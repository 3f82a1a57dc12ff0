import { ActionIcon, Button } from "@mantine/core";
import { IconPencil, IconPlus, IconTrash } from "@tabler/icons-react";

interface NamedAction {
  label: string;
  onClick: () => void;
}

/** Adds something to a part of the page; its words say what. */
export function AddButton({ label, onClick }: NamedAction) {
  return (
    <Button
      variant="default"
      size="compact-md"
      className="oml-no-print"
      leftSection={<IconPlus size={16} aria-hidden />}
      onClick={onClick}
    >
      {label}
    </Button>
  );
}

/** Changes one line. */
export function EditButton({ label, onClick }: NamedAction) {
  return (
    <ActionIcon variant="subtle" color="gray" size={32} aria-label={label} onClick={onClick}>
      <IconPencil size={18} aria-hidden />
    </ActionIcon>
  );
}

/** Takes one line away. */
export function RemoveButton({ label, onClick }: NamedAction) {
  return (
    <ActionIcon variant="subtle" color="gray" size={32} aria-label={label} onClick={onClick}>
      <IconTrash size={18} aria-hidden />
    </ActionIcon>
  );
}
