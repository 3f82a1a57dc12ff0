import { Anchor, Button, Group, NativeSelect, Stack, Text } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useHashToken } from "@/components/hash-token";
import { ProblemAlert } from "@/components/ProblemAlert";
import { Section } from "@/components/Section";
import { useAct } from "@/components/use-act";
import { jobAlerts } from "@/i18n/fr/job-alerts";
import { changeFrequency, type JobAlert, readAlert, renewAlert, stopAlert } from "./api";
import { AlertFrame, Over, Stopped, Unopened } from "./frame";

/** `/mon-alerte`: the alert behind a link, seen, changed, kept or ended. */
export function AlertPage() {
  const token = useHashToken();
  const queries = useQueryClient();
  const [stopped, setStopped] = useState(false);
  const key = ["public", "linked-job-alert", token];
  const alert = useQuery({
    queryKey: key,
    enabled: token !== "",
    retry: false,
    gcTime: 0,
    queryFn: ({ signal }) => readAlert(token, signal),
  });
  if (token === "") return <Over />;
  if (stopped) return <Stopped />;
  if (!alert.data) return <Unopened error={alert.error} onRetry={() => void alert.refetch()} />;
  return (
    <Opened
      link={token}
      alert={alert.data}
      onChange={(changed) => queries.setQueryData(key, changed)}
      onStop={() => setStopped(true)}
    />
  );
}

interface OpenedProps {
  link: string;
  alert: JobAlert;
  onChange: (alert: JobAlert) => void;
  onStop: () => void;
}

function Opened({ link, alert, onChange, onStop }: OpenedProps) {
  const [frequency, setFrequency] = useState(alert.frequency);
  const { pending, problem, done, act } = useAct();
  const change = (name: string, doing: () => Promise<JobAlert>, said: string) =>
    act(name, async () => onChange(await doing()), said);
  return (
    <AlertFrame key="opened" title={jobAlerts.tab}>
      <ProblemAlert problem={problem} />
      <Text role="status">{done}</Text>
      <div>
        <Text>
          <strong>{jobAlerts.search}</strong>
          {` : ${alert.search}`}
        </Text>
        <Text>{jobAlerts.next(alert.due_on)}</Text>
        <Anchor href={alert.search_path}>{jobAlerts.see}</Anchor>
      </div>
      <Stack gap="lg" w="100%">
        <Section title={jobAlerts.change}>
          <Group align="end">
            <NativeSelect
              label={jobAlerts.frequency}
              data={Object.entries(jobAlerts.frequencies).map(([value, label]) => ({
                value,
                label,
              }))}
              value={frequency}
              onChange={(event) => setFrequency(event.currentTarget.value)}
            />
            <Button
              variant="default"
              loading={pending === "change"}
              disabled={pending !== null}
              onClick={() =>
                change("change", () => changeFrequency(link, alert, frequency), jobAlerts.saved)
              }
            >
              {jobAlerts.save}
            </Button>
          </Group>
        </Section>
        <Section title={jobAlerts.keepTitle}>
          <Text mb="sm">{jobAlerts.ends(alert.ends_on)}</Text>
          <Button
            variant="default"
            h="auto"
            mih="2.25rem"
            loading={pending === "keep"}
            disabled={pending !== null}
            onClick={() => change("keep", () => renewAlert(link), jobAlerts.kept)}
          >
            {jobAlerts.keep}
          </Button>
        </Section>
        <Section title={jobAlerts.stopTitle}>
          <Text mb="sm">{jobAlerts.stopText}</Text>
          <Button
            color="red"
            loading={pending === "stop"}
            disabled={pending !== null}
            onClick={() => act("stop", () => stopAlert(link).then(onStop))}
          >
            {jobAlerts.stop}
          </Button>
        </Section>
      </Stack>
    </AlertFrame>
  );
}
