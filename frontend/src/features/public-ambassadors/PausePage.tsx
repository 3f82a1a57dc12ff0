import { Button, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { asProblem } from "@/api/problem";
import { useHashToken } from "@/components/hash-token";
import { ButtonLink } from "@/components/links";
import { ProblemAlert } from "@/components/ProblemAlert";
import { publicAmbassadors as said } from "@/i18n/fr/ambassadors";
import { pauseByMail } from "./api";
import { Frame, Over } from "./frame";

/** Where a mail program leads that opens the address of the one click: asks, because reading ends nothing. */
export function PausePage() {
  const token = useHashToken();
  const pause = useMutation({ mutationFn: pauseByMail });
  const problem = pause.isError ? asProblem(pause.error) : null;
  if (token === "" || problem?.code === "ambassador_link_over") return <Over />;
  if (pause.isSuccess) {
    return (
      <Frame key="paused" title={said.pausedTitle}>
        <Text>{said.pausedText}</Text>
        <ButtonLink to="/" variant="default">
          {said.home}
        </ButtonLink>
      </Frame>
    );
  }
  return (
    <Frame key="ask" title={said.pauseTitle}>
      <ProblemAlert problem={problem} />
      <Text>{said.pauseText}</Text>
      <Button loading={pause.isPending} onClick={() => pause.mutate(token)}>
        {said.pauseNow}
      </Button>
    </Frame>
  );
}
