import { Button, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { asProblem } from "@/api/problem";
import { useHashToken } from "@/components/hash-token";
import { ButtonLink } from "@/components/links";
import { ProblemAlert } from "@/components/ProblemAlert";
import { newsletter as said } from "@/i18n/fr/newsletter";
import { unsubscribe } from "./api";
import { Frame, Over } from "./frame";

/** Where a mail program leads that opens the address of the one click: asks, because reading ends nothing. */
export function StopPage() {
  const token = useHashToken();
  const stop = useMutation({ mutationFn: unsubscribe });
  const problem = stop.isError ? asProblem(stop.error) : null;
  if (token === "" || problem?.code === "newsletter_link_over") return <Over />;
  if (stop.isSuccess) {
    return (
      <Frame key="stopped" title={said.stoppedTitle}>
        <Text>{said.stoppedText}</Text>
        <ButtonLink to="/" variant="default">
          {said.home}
        </ButtonLink>
      </Frame>
    );
  }
  return (
    <Frame key="ask" title={said.askTitle}>
      <ProblemAlert problem={problem} />
      <Text>{said.askText}</Text>
      <Button loading={stop.isPending} onClick={() => stop.mutate(token)}>
        {said.stop}
      </Button>
    </Frame>
  );
}
