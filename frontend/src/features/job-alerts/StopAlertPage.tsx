import { Button, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { asProblem } from "@/api/problem";
import { useHashToken } from "@/components/hash-token";
import { ProblemAlert } from "@/components/ProblemAlert";
import { jobAlerts } from "@/i18n/fr/job-alerts";
import { unsubscribe } from "./api";
import { AlertFrame, Over, Stopped } from "./frame";

/** Where a mail program leads that opens the address of the one click: asks, because reading ends nothing. */
export function StopAlertPage() {
  const token = useHashToken();
  const stop = useMutation({ mutationFn: unsubscribe });
  const problem = stop.isError ? asProblem(stop.error) : null;
  if (token === "" || problem?.code === "alert_link_over") return <Over />;
  if (stop.isSuccess) return <Stopped />;
  return (
    <AlertFrame key="ask" title={jobAlerts.askTitle}>
      <ProblemAlert problem={problem} />
      <Text>{jobAlerts.stopText}</Text>
      <Button loading={stop.isPending} onClick={() => stop.mutate(token)}>
        {jobAlerts.stop}
      </Button>
    </AlertFrame>
  );
}
