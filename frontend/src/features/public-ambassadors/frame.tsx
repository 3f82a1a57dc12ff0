import { Loader, Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { asProblem } from "@/api/problem";
import { ButtonLink } from "@/components/links";
import { PageHeader } from "@/components/PageHeader";
import { ErrorState } from "@/components/states";
import { publicAmbassadors as said } from "@/i18n/fr/ambassadors";
import classes from "./public-ambassadors.module.css";

/** A page of an ambassador; give it another `key` when its title changes, so that it is said. */
export function Frame({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className={classes.column}>
      <PageHeader title={title} documentTitle={said.ownTab} />
      <Stack gap="lg" align="flex-start">
        {children}
      </Stack>
    </div>
  );
}

/** Not (yet) open: on its way (`null`), failed for now, or over. */
export function Unopened({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  if (error === null) {
    return (
      <Frame key="opening" title={said.ownTab}>
        <Stack align="center" role="status">
          <Loader />
          <Text>{said.opening}</Text>
        </Stack>
      </Frame>
    );
  }
  const problem = asProblem(error);
  if (problem.code === "ambassador_link_over") return <Over />;
  return (
    <Frame key="failed" title={said.ownTab}>
      <ErrorState error={problem} title={said.failed} onRetry={onRetry} />
    </Frame>
  );
}

/** The link opens nothing any more. */
export function Over() {
  return (
    <Frame key="over" title={said.overTitle}>
      <Text>{said.overText}</Text>
      <ButtonLink to="/devenir-ambassadeur">{said.join}</ButtonLink>
    </Frame>
  );
}
