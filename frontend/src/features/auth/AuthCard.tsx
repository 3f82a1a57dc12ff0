import { Paper, Stack } from "@mantine/core";
import type { ReactNode } from "react";
import { PageHeader } from "@/components/PageHeader";

/** Narrow sheet of the sign-in and password pages. */
export function AuthCard({
  title,
  intro,
  children,
}: {
  title: string;
  intro?: string;
  children: ReactNode;
}) {
  return (
    <Paper withBorder p={{ base: "md", sm: "xl" }} maw="30rem" mx="auto">
      <PageHeader title={title} description={intro} />
      <Stack>{children}</Stack>
    </Paper>
  );
}
