import { Group, Paper, Title } from "@mantine/core";
import { type ReactNode, useId } from "react";

interface SectionProps {
  title: string;
  /** What stands right of the title: a badge or a button. */
  aside?: ReactNode;
  children: ReactNode;
  mt?: string;
  /** Id of the heading where links lead and focus may go. */
  headingId?: string;
}

/** A titled sheet within a page, announced as a region. */
export function Section({ title, aside, children, mt, headingId }: SectionProps) {
  const ownId = useId();
  const id = headingId ?? ownId;
  return (
    <Paper component="section" withBorder p={{ base: "md", sm: "lg" }} mt={mt} aria-labelledby={id}>
      <Group justify="space-between" mb="md">
        <Title order={2} size="h4" id={id} tabIndex={headingId ? -1 : undefined}>
          {title}
        </Title>
        {aside}
      </Group>
      {children}
    </Paper>
  );
}
