import { Group, Stack, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { usePageFocus } from "@/app/use-page-focus";

interface PageHeaderProps {
  title: string;
  /** What the browser tab says when it differs from the heading. */
  documentTitle?: string;
  description?: ReactNode;
  /** Buttons of the page, main one last. */
  actions?: ReactNode;
}

/** The heading of every page: sets the tab's title and receives focus after a navigation. */
export function PageHeader({ title, documentTitle, description, actions }: PageHeaderProps) {
  const heading = usePageFocus(documentTitle ?? title);
  return (
    <Group justify="space-between" align="flex-start" mb="lg" gap="md">
      <Stack gap={4} flex="1 1 20rem">
        {/* A title may be the name of a file: it breaks anywhere rather than push the page aside. */}
        <Title order={1} ref={heading} tabIndex={-1} size="h2" style={{ overflowWrap: "anywhere" }}>
          {title}
        </Title>
        {description ? <Text c="dimmed">{description}</Text> : null}
      </Stack>
      {actions ? (
        <Group gap="sm" className="oml-no-print">
          {actions}
        </Group>
      ) : null}
    </Group>
  );
}
