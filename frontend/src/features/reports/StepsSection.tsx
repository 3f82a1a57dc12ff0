import { Button, Group, Stack, Text, Textarea, Title } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { SubmitKey } from "@/api/preconditions";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import { FormDialog } from "@/components/FormDialog";
import { Section } from "@/components/Section";
import { toastDone, toastProblem } from "@/components/toasts";
import { reports } from "@/i18n/fr/reports";
import { correctReport, moveReport, type Report, removeReport, useRefreshReports } from "./api";
import classes from "./reports.module.css";
import { STEPS, stepOf } from "./values";

interface StepsProps {
  report: Report;
  /** Whether a later edition exists: then only that one is corrected. */
  isLatest: boolean;
  onSaved: (report: Report) => void;
}

/** Where a report stands, what each step does, and the next one. */
export function StepsSection({ report, isLatest, onSaved }: StepsProps) {
  return (
    <Section title={reports.steps}>
      <Stack>
        <ol className={classes.steps}>
          {STEPS.map((step, place) => {
            const at = stepOf(report.status, step);
            return (
              <li
                key={step}
                className={classes.step}
                data-step={at}
                aria-current={at === "now" ? "step" : undefined}
              >
                <Title order={3} size="h5">
                  {place + 1}. {reports.stepsOf[step]}
                </Title>
                <Text size="sm" fw={600}>
                  {at === "done" ? reports.stepDone : at === "now" ? reports.stepNow : null}
                </Text>
                <Text size="sm" c="dimmed">
                  {reports.stepText[step]}
                </Text>
              </li>
            );
          })}
        </ol>
        <Moves report={report} isLatest={isLatest} onSaved={onSaved} />
      </Stack>
    </Section>
  );
}

function Moves({ report, isLatest, onSaved }: StepsProps) {
  const navigate = useNavigate();
  const refresh = useRefreshReports();
  const [open, setOpen] = useState<"publish" | "remove" | "correct" | null>(null);
  const [pending, setPending] = useState<string | null>(null);
  const move = async (to: string, said: string) => {
    const saved = await moveReport(report, to);
    toastDone(said);
    onSaved(saved);
  };
  const tried = async (to: string, said: string) => {
    setPending(to);
    await move(to, said).catch((error: unknown) => toastProblem(error));
    setPending(null);
  };
  const remove = async () => {
    await removeReport(report);
    toastDone(reports.removed);
    await refresh();
    await navigate({ to: "/bilans" });
  };
  const { status } = report;
  const close = () => setOpen(null);
  return (
    <Group>
      {status === "draft" || status === "computed" || status === "validated" ? (
        <Button
          variant={status === "draft" ? "filled" : "default"}
          loading={pending === "computed"}
          onClick={() => void tried("computed", reports.computed)}
        >
          {status === "draft" ? reports.compute : reports.computeAgain}
        </Button>
      ) : null}
      {status === "computed" ? (
        <Button
          loading={pending === "validated"}
          onClick={() => void tried("validated", reports.validated)}
        >
          {reports.validate}
        </Button>
      ) : null}
      {status === "validated" ? (
        <Button onClick={() => setOpen("publish")}>{reports.publish}</Button>
      ) : null}
      {status === "published" ? null : (
        <Button variant="default" onClick={() => setOpen("remove")}>
          {reports.remove}
        </Button>
      )}
      {status === "published" && isLatest ? (
        <Button variant="default" onClick={() => setOpen("correct")}>
          {reports.correct}
        </Button>
      ) : null}
      <ConfirmDialog
        opened={open === "publish"}
        title={reports.publishTitle}
        confirmLabel={reports.publish}
        onConfirm={() => move("published", reports.published)}
        onClose={close}
      >
        {reports.publishText}
      </ConfirmDialog>
      <ConfirmDialog
        opened={open === "remove"}
        title={reports.removeTitle}
        confirmLabel={reports.remove}
        danger
        onConfirm={remove}
        onClose={close}
      >
        {reports.removeText}
      </ConfirmDialog>
      {open === "correct" ? <CorrectDialog report={report} onClose={close} /> : null}
    </Group>
  );
}

type Values = { reason: string };

function CorrectDialog({ report, onClose }: { report: Report; onClose: () => void }) {
  const [key] = useState(() => new SubmitKey());
  const navigate = useNavigate();
  const refresh = useRefreshReports();
  const send = async ({ reason }: Values) => {
    const next = await correctReport(report, reason.trim(), key.header({ reason }));
    toastDone(reports.corrected);
    await refresh();
    await navigate({
      to: "/bilans/$year",
      params: { year: String(next.year) },
      search: { edition: next.edition },
    });
    return true;
  };
  return (
    <FormDialog<Values>
      title={reports.correctTitle}
      submitLabel={reports.correct}
      initialValues={{ reason: "" }}
      validate={{ reason: (reason) => (reason.trim() ? null : reports.correctReasonRequired) }}
      labels={{ reason: reports.correctReason }}
      send={send}
      onClose={onClose}
    >
      {(form) => (
        <>
          <Text>{reports.correctText}</Text>
          <Textarea
            label={reports.correctReason}
            description={reports.correctReasonHint}
            required
            autosize
            minRows={2}
            {...form.getInputProps("reason")}
          />
        </>
      )}
    </FormDialog>
  );
}
