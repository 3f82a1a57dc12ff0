import { Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { ButtonLink } from "@/components/links";
import { PageHeader } from "@/components/PageHeader";
import { newsletter as said } from "@/i18n/fr/newsletter";
import classes from "./newsletter.module.css";

/** A page of the newsletter; give it another `key` when its title changes, so that it is said. */
export function Frame({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className={classes.column}>
      <PageHeader title={title} documentTitle={said.tab} />
      <Stack gap="lg" align="flex-start">
        {children}
      </Stack>
    </div>
  );
}

/** The link opens nothing any more. */
export function Over() {
  return (
    <Frame key="over" title={said.overTitle}>
      <Text>{said.overText}</Text>
      <ButtonLink to="/lettre">{said.again}</ButtonLink>
    </Frame>
  );
}
