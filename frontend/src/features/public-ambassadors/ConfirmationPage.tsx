import { Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useEffect } from "react";
import { useHashToken } from "@/components/hash-token";
import { ButtonLink } from "@/components/links";
import { publicAmbassadors as said } from "@/i18n/fr/ambassadors";
import { confirmSignUp } from "./api";
import { Frame, Over, Unopened } from "./frame";

/** Where the mailed link leads: confirms at once. */
export function ConfirmationPage() {
  const token = useHashToken();
  const confirmation = useMutation({ mutationFn: confirmSignUp });
  const { mutate } = confirmation;
  useEffect(() => {
    if (token !== "") mutate(token);
  }, [token, mutate]);
  if (token === "") return <Over />;
  if (!confirmation.data)
    return <Unopened error={confirmation.error} onRetry={() => mutate(token)} />;
  return (
    <Frame key="confirmed" title={said.confirmedTitle}>
      <Text size="lg">{said.confirmedText}</Text>
      <ButtonLink to="/mon-engagement" hash={confirmation.data.token} variant="default">
        {said.openPage}
      </ButtonLink>
    </Frame>
  );
}
