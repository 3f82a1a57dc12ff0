import { Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useEffect } from "react";
import { useHashToken } from "@/components/hash-token";
import { ButtonLink } from "@/components/links";
import { jobAlerts } from "@/i18n/fr/job-alerts";
import { confirmAlert } from "./api";
import { AlertFrame, Over, Unopened } from "./frame";

/** Where the mailed link leads: confirms at once. */
export function ConfirmAlertPage() {
  const token = useHashToken();
  const confirmation = useMutation({ mutationFn: confirmAlert });
  const { mutate } = confirmation;
  useEffect(() => {
    if (token !== "") mutate(token);
  }, [token, mutate]);
  if (token === "") return <Over />;
  if (!confirmation.data)
    return <Unopened error={confirmation.error} onRetry={() => mutate(token)} />;
  const { alert, token: link } = confirmation.data;
  return (
    <AlertFrame key="confirmed" title={jobAlerts.confirmedTitle}>
      <Text size="lg">{jobAlerts.confirmedText}</Text>
      <Text>
        <strong>{jobAlerts.search}</strong>
        {` : ${alert.search}`}
      </Text>
      <Text>{jobAlerts.next(alert.due_on)}</Text>
      <ButtonLink to="/mon-alerte" hash={link} variant="default">
        {jobAlerts.manage}
      </ButtonLink>
    </AlertFrame>
  );
}
