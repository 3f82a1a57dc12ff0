import { Alert, Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { asProblem, type Problem } from "@/api/problem";
import { FormProblems, useFormSubmit } from "@/components/form";
import { ProblemAlert } from "@/components/ProblemAlert";
import { Section } from "@/components/Section";
import { formatDate } from "@/i18n/format";
import { rights } from "@/i18n/fr/household-rights";
import { pageKey } from "./api";
import { endPause, pause, usePause } from "./rights";

/** Nobody calls before a day; the household comes back when it wants. */
export function PauseSection({ link }: { link: string }) {
  const queries = useQueryClient();
  const known = usePause(link);
  const [asking, setAsking] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  if (!known.data?.can_pause) return null;
  const { until } = known.data;
  const refresh = () => queries.invalidateQueries({ queryKey: pageKey(link) });
  const resume = async () => {
    setProblem(null);
    try {
      await endPause(link);
    } catch (error) {
      setProblem(asProblem(error));
    }
    await refresh();
  };
  return (
    <Section title={rights.pauseTitle}>
      <Stack>
        <ProblemAlert problem={problem} />
        {until === null ? (
          <Text>{rights.pauseIntro}</Text>
        ) : (
          <Alert color="blue" role="status">
            {rights.pausedUntil(formatDate(until))}
          </Alert>
        )}
        {asking ? (
          <PauseForm
            link={link}
            onDone={async (saved) => {
              setAsking(false);
              if (saved) await refresh();
            }}
          />
        ) : (
          <Group gap="sm" className="oml-no-print">
            <Button variant="default" onClick={() => setAsking(true)}>
              {until === null ? rights.pause : rights.changePause}
            </Button>
            {until === null ? null : (
              <Button variant="default" onClick={() => void resume()}>
                {rights.resume}
              </Button>
            )}
          </Group>
        )}
      </Stack>
    </Section>
  );
}

function PauseForm(props: { link: string; onDone: (saved: boolean) => Promise<void> }) {
  const form = useForm({
    initialValues: { until: "" },
    validate: { until: (day) => (day === "" ? rights.pauseRequired : null) },
  });
  const submit = useFormSubmit(form, async ({ until }) => {
    await pause(props.link, until);
    await props.onDone(true);
  });
  return (
    <form onSubmit={submit.onSubmit} noValidate>
      <Stack>
        <FormProblems submit={submit} errors={form.errors} labels={{ until: rights.pauseUntil }} />
        {/* The browser’s own field: nothing more to load, and every phone knows it. */}
        <TextInput
          type="date"
          label={rights.pauseUntil}
          description={rights.pauseHint}
          data-autofocus
          {...form.getInputProps("until")}
        />
        <Group gap="sm">
          <Button type="submit" loading={submit.pending}>
            {rights.pauseNow}
          </Button>
          <Button variant="default" onClick={() => void props.onDone(false)}>
            {rights.cancel}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
