import { Button, Loader, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { asProblem } from "@/api/problem";
import { useLabelOf } from "@/api/reference";
import { useHashToken } from "@/components/hash-token";
import { ButtonLink } from "@/components/links";
import { PageHeader } from "@/components/PageHeader";
import { ProblemAlert } from "@/components/ProblemAlert";
import { Section } from "@/components/Section";
import { ErrorState } from "@/components/states";
import { useAct } from "@/components/use-act";
import { formatDate, today } from "@/i18n/format";
import { linkedJobOffer } from "@/i18n/fr/linked-job-offer";
import { type LinkedJobOffer, moveLinkedJobOffer, readLinkedJobOffer } from "./api";
import classes from "./linked-job-offer.module.css";

/** Where the mailed link of a reminder leads: the offer, renewed or ended in one click. */
export function LinkedJobOfferPage() {
  const token = useHashToken();
  const [done, setDone] = useState<string | null>(null);
  const offer = useQuery({
    queryKey: ["public", "linked-job-offer", token],
    enabled: token !== "",
    retry: false,
    refetchOnWindowFocus: false,
    gcTime: 0,
    queryFn: ({ signal }) => readLinkedJobOffer(token, signal),
  });
  return (
    <div className={classes.column}>
      {done ? (
        <Done to={done} />
      ) : offer.data ? (
        <Asked token={token} offer={offer.data} onDone={setDone} />
      ) : (
        <Unopened token={token} error={offer.error} onRetry={() => offer.refetch()} />
      )}
    </div>
  );
}

interface AskedProps {
  token: string;
  offer: LinkedJobOffer;
  onDone: (to: string) => void;
}

function Asked({ token, offer, onDone }: AskedProps) {
  const label = useLabelOf("job_offer_statuses");
  const { pending, problem, act } = useAct();
  const move = (to: string) => act(to, () => moveLinkedJobOffer(token, to).then(() => onDone(to)));
  const button = (to: string, words: string, variant: "filled" | "default") => (
    <Button
      variant={variant}
      h="auto"
      mih="2.75rem"
      className={classes.choice}
      loading={pending === to}
      disabled={pending !== null}
      onClick={() => move(to)}
    >
      {words}
    </Button>
  );
  return (
    <>
      <PageHeader
        key="asked"
        title={offer.title}
        documentTitle={linkedJobOffer.tab}
        description={offer.employer_name}
      />
      <Stack gap="lg">
        <div>
          <Text>{linkedJobOffer.status(label(offer.status))}</Text>
          {offer.expires_on ? (
            <Text>
              {(offer.expires_on < today() ? linkedJobOffer.ended : linkedJobOffer.until)(
                formatDate(offer.expires_on),
              )}
            </Text>
          ) : null}
        </div>
        <ProblemAlert problem={problem} />
        {offer.can_renew || offer.can_end ? (
          <Section title={linkedJobOffer.question}>
            <Stack gap="sm" align="stretch">
              {offer.can_renew ? button("published", linkedJobOffer.renew, "filled") : null}
              {offer.can_end ? (
                <>
                  {button("filled", linkedJobOffer.filled, "default")}
                  {button("withdrawn", linkedJobOffer.withdrawn, "default")}
                </>
              ) : null}
            </Stack>
          </Section>
        ) : (
          <Text>{OVER.includes(offer.status) ? linkedJobOffer.over : linkedJobOffer.waiting}</Text>
        )}
      </Stack>
    </>
  );
}

const OVER = ["filled", "withdrawn"];

function Done({ to }: { to: string }) {
  return (
    <>
      <PageHeader
        key="done"
        title={linkedJobOffer.done[to] ?? ""}
        documentTitle={linkedJobOffer.tab}
      />
      <Stack align="flex-start">
        <Text>{linkedJobOffer.doneText[to]}</Text>
        <SignIn />
      </Stack>
    </>
  );
}

interface UnopenedProps {
  token: string;
  error: unknown;
  onRetry: () => void;
}

/** Not (yet) open: on its way, failed for now, or no longer valid. */
function Unopened({ token, error, onRetry }: UnopenedProps) {
  if (token !== "" && error === null) {
    return (
      <>
        <PageHeader key="loading" title={linkedJobOffer.tab} />
        <Stack align="center" role="status">
          <Loader />
          <Text>{linkedJobOffer.loading}</Text>
        </Stack>
      </>
    );
  }
  const problem = asProblem(error);
  if (token !== "" && (problem.isTransient || problem.code === "unexpected")) {
    return (
      <>
        <PageHeader key="failed" title={linkedJobOffer.tab} />
        <ErrorState error={problem} title={linkedJobOffer.failed} onRetry={onRetry} />
      </>
    );
  }
  return (
    <>
      <PageHeader key="expired" title={linkedJobOffer.expiredTitle} />
      <Stack align="flex-start">
        <Text>{linkedJobOffer.expiredText}</Text>
        <SignIn />
      </Stack>
    </>
  );
}

function SignIn() {
  return (
    <ButtonLink to="/connexion" search={{ suite: "/offres-emploi" }} variant="default">
      {linkedJobOffer.signIn}
    </ButtonLink>
  );
}
