import { Button, Paper, Skeleton, Stack, Text, Title, VisuallyHidden } from "@mantine/core";
import type { ReactNode } from "react";
import { asProblem } from "@/api/problem";
import { common } from "@/i18n/fr/common";
import { states } from "@/i18n/fr/states";
import { problemText } from "@/i18n/problem-text";
import { ButtonLink } from "./links";
import { PageHeader } from "./PageHeader";

interface EmptyStateProps {
  title: string;
  /** What this place is for and how to put something in it. */
  children: ReactNode;
  action?: ReactNode;
  icon?: ReactNode;
}

/** An empty list teaches what it will hold. */
export function EmptyState({ title, children, action, icon }: EmptyStateProps) {
  return (
    <Paper withBorder p="xl" ta="center">
      <Stack align="center" gap="sm" maw="34rem" mx="auto">
        {icon}
        <Title order={2} size="h4">
          {title}
        </Title>
        <Text c="dimmed">{children}</Text>
        {action}
      </Stack>
    </Paper>
  );
}

interface ErrorStateProps {
  error: unknown;
  onRetry?: () => void;
  title?: string;
}

/** A failed read: what happened, what to do, and the number to quote. */
export function ErrorState({ error, onRetry, title = states.errorTitle }: ErrorStateProps) {
  const problem = asProblem(error);
  return (
    <Paper withBorder p="xl" role="alert">
      <Stack gap="sm" align="flex-start">
        <Title order={2} size="h4">
          {title}
        </Title>
        <Text>{problemText(problem)}</Text>
        {problem.body.instance ? (
          <Text size="sm" c="dimmed">
            {states.requestId(problem.body.instance)}
          </Text>
        ) : null}
        {onRetry ? <Button onClick={onRetry}>{common.retry}</Button> : null}
      </Stack>
    </Paper>
  );
}

/** Widths of the grey lines; each once, which also makes them keys. */
const WIDTHS = ["60%", "100%", "96%", "70%", "98%", "92%", "75%", "99%"];

/** Grey lines where content will be; readers hear one word. */
export function LoadingState({ lines = 5 }: { lines?: number }) {
  return (
    <Stack gap="sm" aria-busy="true">
      <VisuallyHidden role="status">{common.loading}</VisuallyHidden>
      {WIDTHS.slice(0, lines).map((width, line) => (
        <Skeleton key={width} height={line === 0 ? 32 : 20} width={width} />
      ))}
    </Stack>
  );
}

/** The role does not include this page. */
export function ForbiddenState() {
  return (
    <>
      <PageHeader title={states.forbiddenTitle} />
      <Text maw="42rem">{states.forbiddenText}</Text>
    </>
  );
}

/** Unknown address, or something outside the reader's scope: told apart nowhere. */
export function NotFoundPage() {
  return (
    <>
      <PageHeader title={states.notFoundTitle} />
      <Stack align="flex-start">
        <Text maw="42rem">{states.notFoundText}</Text>
        <ButtonLink to="/">{states.notFoundHome}</ButtonLink>
      </Stack>
    </>
  );
}

/** A page for a read that failed: forbidden and not found have their own words. */
export function ProblemPage({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { status } = asProblem(error);
  if (status === 403) return <ForbiddenState />;
  if (status === 404) return <NotFoundPage />;
  return (
    <>
      <PageHeader title={states.errorTitle} />
      <ErrorState error={error} onRetry={onRetry} title={states.crashTitle} />
    </>
  );
}
