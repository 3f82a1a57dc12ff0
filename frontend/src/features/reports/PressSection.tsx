import { Button, Stack, Text } from "@mantine/core";
import { IconCopy } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Section } from "@/components/Section";
import { ErrorState, LoadingState } from "@/components/states";
import { toastDone, toastRefusal } from "@/components/toasts";
import { reports } from "@/i18n/fr/reports";
import { REPORTS, type Report, readPressText } from "./api";
import classes from "./reports.module.css";

/** The text for the press, ready to copy. */
export function PressSection({ report }: { report: Report }) {
  const text = useQuery({
    queryKey: [REPORTS, report.id, "press-text", report.version],
    queryFn: ({ signal }) => readPressText(report.id, signal),
  });
  const copy = () =>
    navigator.clipboard
      .writeText(text.data ?? "")
      .then(() => toastDone(reports.copied))
      .catch(() => toastRefusal(reports.copyFailed));
  return (
    <Section
      title={reports.text}
      aside={
        text.data ? (
          <Button
            variant="default"
            leftSection={<IconCopy size={18} aria-hidden />}
            onClick={() => void copy()}
          >
            {reports.copy}
          </Button>
        ) : null
      }
    >
      <Stack gap="sm">
        <Text c="dimmed" className="oml-no-print">
          {reports.textIntro}
        </Text>
        {text.isPending ? <LoadingState lines={4} /> : null}
        {text.isError ? (
          <ErrorState error={text.error} onRetry={() => void text.refetch()} />
        ) : null}
        {text.data ? <Text className={classes.text}>{text.data}</Text> : null}
      </Stack>
    </Section>
  );
}
