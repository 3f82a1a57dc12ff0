import { Loader, Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { asProblem } from "@/api/problem";
import { ButtonLink } from "@/components/links";
import { PageHeader } from "@/components/PageHeader";
import { ErrorState } from "@/components/states";
import { jobAlerts } from "@/i18n/fr/job-alerts";
import classes from "./job-alerts.module.css";

/** A page of an alert; give it another `key` when its title changes, so that it is said. */
export function AlertFrame({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className={classes.column}>
      <PageHeader title={title} documentTitle={jobAlerts.tab} />
      <Stack gap="lg" align="flex-start">
        {children}
      </Stack>
    </div>
  );
}

interface UnopenedProps {
  /** `null` while it is on its way. */
  error: unknown;
  onRetry: () => void;
}

/** Not (yet) open: on its way, failed for now, or over. */
export function Unopened({ error, onRetry }: UnopenedProps) {
  if (error === null) {
    return (
      <AlertFrame key="opening" title={jobAlerts.tab}>
        <Stack align="center" role="status">
          <Loader />
          <Text>{jobAlerts.opening}</Text>
        </Stack>
      </AlertFrame>
    );
  }
  const problem = asProblem(error);
  if (problem.code === "alert_link_over") return <Over />;
  return (
    <AlertFrame key="failed" title={jobAlerts.tab}>
      <ErrorState error={problem} title={jobAlerts.failed} onRetry={onRetry} />
    </AlertFrame>
  );
}

/** The link opens nothing any more. */
export function Over() {
  return (
    <AlertFrame key="over" title={jobAlerts.overTitle}>
      <Text>{jobAlerts.overText}</Text>
      <ButtonLink to="/offres">{jobAlerts.see}</ButtonLink>
    </AlertFrame>
  );
}

/** The alert is gone, and its address with it. */
export function Stopped() {
  return (
    <AlertFrame key="stopped" title={jobAlerts.stoppedTitle}>
      <Text>{jobAlerts.stoppedText}</Text>
      <ButtonLink to="/offres">{jobAlerts.see}</ButtonLink>
    </AlertFrame>
  );
}
