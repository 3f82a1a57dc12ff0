import { Button, Stack, Text } from "@mantine/core";
import { lazy, Suspense, useState } from "react";
import { Section } from "@/components/Section";
import { LoadingState } from "@/components/states";
import { rights } from "@/i18n/fr/household-rights";
import type { EraseProps } from "./EraseSection";

/** Read only when somebody asks for it: most visits are about the project. */
const Rights = lazy(() => import("./Rights"));

/** What the household may do about its data: unfolded on request, so that the page stays light. */
export function RightsSection(props: EraseProps) {
  const [open, setOpen] = useState(false);
  if (open) {
    return (
      <Suspense fallback={<LoadingState lines={4} />}>
        <Rights {...props} />
      </Suspense>
    );
  }
  return (
    <Section title={rights.dataTitle}>
      <Stack align="flex-start">
        <Text>{rights.openIntro}</Text>
        <Button variant="light" className="oml-no-print" onClick={() => setOpen(true)}>
          {rights.open}
        </Button>
      </Stack>
    </Section>
  );
}
