import { Alert, Button, Group, Stack, Text, Title } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { asProblem, type Problem } from "@/api/problem";
import { useLabelOf } from "@/api/reference";
import { Disclosure } from "@/components/Disclosure";
import { ProblemAlert } from "@/components/ProblemAlert";
import { Section } from "@/components/Section";
import { ErrorState, LoadingState } from "@/components/states";
import { formatDate } from "@/i18n/format";
import { rights } from "@/i18n/fr/household-rights";
import classes from "./household-page.module.css";
import { agree, type Consent, type Consents, consentsKey, useConsents, withdraw } from "./rights";

/** What the household agreed to, with the very text and the dates; taken back in two presses, given again in one. */
export function ConsentsSection({ link }: { link: string }) {
  const consents = useConsents(link);
  return (
    <Section title={rights.consentsTitle}>
      {consents.data ? <Agreements consents={consents.data} link={link} /> : null}
      {consents.isPending ? <LoadingState lines={3} /> : null}
      {consents.isError ? (
        <ErrorState
          error={consents.error}
          title={rights.failed}
          onRetry={() => void consents.refetch()}
        />
      ) : null}
    </Section>
  );
}

function Agreements({ consents, link }: { consents: Consents; link: string }) {
  const queries = useQueryClient();
  const label = useLabelOf("consent_purposes");
  const [done, setDone] = useState<string | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const told = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (done !== null) told.current?.focus();
  }, [done]);
  const act = async (deed: Promise<Consents>, said: string) => {
    setProblem(null);
    setDone(null);
    try {
      queries.setQueryData(consentsKey(link), await deed);
      setDone(said);
    } catch (error) {
      setProblem(asProblem(error));
      await queries.invalidateQueries({ queryKey: consentsKey(link) });
    }
  };
  return (
    <Stack>
      <Text size="sm">{rights.consentsIntro}</Text>
      <ProblemAlert problem={problem} />
      {done ? (
        <Alert color="green" role="status" ref={told} tabIndex={-1}>
          {done}
        </Alert>
      ) : null}
      {consents.items.length === 0 ? <Text>{rights.noConsents}</Text> : null}
      <ul className={classes.needs}>
        {consents.items.map((consent) => (
          <li key={`${consent.purpose} ${consent.given_at} ${consent.first_name}`}>
            <Agreement
              consent={consent}
              onWithdraw={() =>
                act(withdraw(link, consent.purpose), rights.withdrawnNow(label(consent.purpose)))
              }
            />
          </li>
        ))}
      </ul>
      {consents.offered.length > 0 ? (
        <Stack gap="sm">
          <Title order={3} size="h5">
            {rights.offeredTitle}
          </Title>
          {consents.offered.map((offered) => {
            const purpose = label(offered.purpose);
            return (
              <Stack key={offered.purpose} gap={4} align="flex-start">
                <Text fw={600}>{purpose}</Text>
                <Text size="sm">{offered.text}</Text>
                <Button
                  variant="default"
                  aria-label={rights.giveOf(purpose)}
                  onClick={() => void act(agree(link, offered), rights.givenNow(purpose))}
                >
                  {rights.give}
                </Button>
              </Stack>
            );
          })}
        </Stack>
      ) : null}
    </Stack>
  );
}

function Agreement({ consent, onWithdraw }: { consent: Consent; onWithdraw: () => Promise<void> }) {
  const purpose = useLabelOf("consent_purposes")(consent.purpose);
  const channel = useLabelOf("consent_channels")(consent.channel);
  const [asking, setAsking] = useState(false);
  const [pending, setPending] = useState(false);
  const day = formatDate(consent.given_at);
  const confirm = async () => {
    setPending(true);
    await onWithdraw();
    setPending(false);
    setAsking(false);
  };
  return (
    <Stack gap={6}>
      <Group justify="space-between" gap="xs">
        <Title order={3} size="h5">
          {purpose}
        </Title>
        <span className={classes.status} data-status={consent.holds ? "met" : "dropped"}>
          {consent.holds ? rights.holds : rights.over}
        </span>
      </Group>
      <Text size="sm">
        {consent.first_name
          ? rights.givenBy(consent.first_name, day, channel)
          : rights.given(day, channel)}
      </Text>
      {consent.withdrawn_at ? (
        <Text size="sm">{rights.withdrawn(formatDate(consent.withdrawn_at))}</Text>
      ) : null}
      {consent.holds && consent.expires_at ? (
        <Text size="sm">{rights.expires(formatDate(consent.expires_at))}</Text>
      ) : null}
      <Disclosure label={rights.readText} name={rights.readTextOf(purpose)}>
        <Text size="sm">{consent.text}</Text>
      </Disclosure>
      {consent.holds && !consent.can_withdraw ? (
        <Text size="sm" c="dimmed">
          {rights.othersConsent}
        </Text>
      ) : null}
      {consent.can_withdraw && !asking ? (
        <div className="oml-no-print">
          <Button
            variant="default"
            aria-label={rights.withdrawOf(purpose)}
            onClick={() => setAsking(true)}
          >
            {rights.withdraw}
          </Button>
        </div>
      ) : null}
      {consent.can_withdraw && asking ? (
        <Stack gap="xs" className={classes.because}>
          <Text>{rights.ends[consent.purpose]}</Text>
          <Group gap="sm">
            {/* The press that was just made goes on here, for a keyboard too. */}
            <Button
              color="red"
              data-autofocus
              ref={(button) => button?.focus()}
              loading={pending}
              aria-label={rights.confirmOf(purpose)}
              onClick={() => void confirm()}
            >
              {rights.confirm}
            </Button>
            <Button variant="default" onClick={() => setAsking(false)}>
              {rights.keep}
            </Button>
          </Group>
        </Stack>
      ) : null}
    </Stack>
  );
}
