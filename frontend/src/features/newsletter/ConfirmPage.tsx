import { Loader, Stack, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useEffect } from "react";
import { asProblem } from "@/api/problem";
import { useHashToken } from "@/components/hash-token";
import { ButtonLink } from "@/components/links";
import { ErrorState } from "@/components/states";
import { newsletter as said } from "@/i18n/fr/newsletter";
import { confirm } from "./api";
import { Frame, Over } from "./frame";

/** Where the mailed link leads: confirms at once. */
export function ConfirmPage() {
  const token = useHashToken();
  const confirmation = useMutation({ mutationFn: confirm });
  const { mutate } = confirmation;
  useEffect(() => {
    if (token !== "") mutate(token);
  }, [token, mutate]);
  const problem = confirmation.isError ? asProblem(confirmation.error) : null;
  if (token === "" || problem?.code === "newsletter_link_over") return <Over />;
  if (problem) {
    return (
      <Frame key="failed" title={said.tab}>
        <ErrorState error={problem} title={said.failed} onRetry={() => mutate(token)} />
      </Frame>
    );
  }
  if (!confirmation.isSuccess) {
    return (
      <Frame key="opening" title={said.tab}>
        <Stack align="center" role="status">
          <Loader />
          <Text>{said.opening}</Text>
        </Stack>
      </Frame>
    );
  }
  return (
    <Frame key="confirmed" title={said.confirmedTitle}>
      <Text size="lg">{said.confirmedText}</Text>
      <ButtonLink to="/" variant="default">
        {said.home}
      </ButtonLink>
    </Frame>
  );
}
