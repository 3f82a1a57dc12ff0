import { UnstyledButton } from "@mantine/core";
import { IconChevronRight } from "@tabler/icons-react";
import { type ReactNode, useId, useState } from "react";
import classes from "./Disclosure.module.css";

interface DisclosureProps {
  /** What unfolds, as a question or a title. */
  label: ReactNode;
  /** A fuller name where several buttons would sound alike. */
  name?: string;
  initiallyOpen?: boolean;
  children: ReactNode;
}

/** Something to read only when wanted: a button that unfolds it in place. */
export function Disclosure({ label, name, initiallyOpen = false, children }: DisclosureProps) {
  const [opened, setOpened] = useState(initiallyOpen);
  const id = useId();
  return (
    <div>
      <UnstyledButton
        className={classes.button}
        aria-expanded={opened}
        aria-controls={opened ? id : undefined}
        aria-label={name}
        onClick={() => setOpened(!opened)}
      >
        <IconChevronRight size={16} aria-hidden className={classes.icon} data-opened={opened} />
        {label}
      </UnstyledButton>
      {opened ? (
        <div id={id} className={classes.content}>
          {children}
        </div>
      ) : null}
    </div>
  );
}
