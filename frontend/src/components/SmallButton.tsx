import { Button } from "@mantine/core";

interface SmallButtonProps {
  label: string;
  /** What it acts on too: its name among others of the same label. */
  name: string;
  onClick: () => void;
}

/** A quiet button of a row or a card. */
export function SmallButton({ label, name, onClick }: SmallButtonProps) {
  return (
    <Button size="compact-sm" variant="default" aria-label={name} onClick={onClick}>
      {label}
    </Button>
  );
}
