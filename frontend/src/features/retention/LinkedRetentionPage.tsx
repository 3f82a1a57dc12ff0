import { Button, Group, Loader, Stack, Text } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { asProblem } from "@/api/problem";
import { useHashToken } from "@/components/hash-token";
import { ButtonLink } from "@/components/links";
import { PageHeader } from "@/components/PageHeader";
import { ProblemAlert } from "@/components/ProblemAlert";
import { Section } from "@/components/Section";
import { ErrorState } from "@/components/states";
import { useAct } from "@/components/use-act";
import { retention as words } from "@/i18n/fr/retention";
import { eraseLinked, keepLinked, type LinkedRetention, readLinked } from "./api";

/** `/garder-mon-dossier`: the end of the file behind a mailed link. Opening it changes nothing; a press does. */
export function LinkedRetentionPage() {
  const token = useHashToken();
  const queries = useQueryClient();
  const [erased, setErased] = useState(false);
  const key = ["public", "linked-retention", token];
  const end = useQuery({
    queryKey: key,
    enabled: token !== "",
    retry: false,
    gcTime: 0,
    queryFn: ({ signal }) => readLinked(token, signal),
  });
  if (erased) return <Ended title={words.erasedTitle} text={words.erasedText} />;
  const problem = end.isError ? asProblem(end.error) : null;
  if (token === "" || problem?.code === "retention_link_over") {
    return <Ended title={words.overTitle} text={words.overText} />;
  }
  if (problem !== null) {
    return (
      <Frame key="failed" title={words.tab}>
        <ErrorState error={problem} title={words.failed} onRetry={() => void end.refetch()} />
      </Frame>
    );
  }
  if (!end.data) {
    return (
      <Frame key="opening" title={words.tab}>
        <Stack align="center" role="status">
          <Loader />
          <Text>{words.opening}</Text>
        </Stack>
      </Frame>
    );
  }
  return (
    <Opened
      link={token}
      end={end.data}
      onKeep={(kept) => queries.setQueryData(key, kept)}
      onErase={() => setErased(true)}
    />
  );
}

/** Give it another `key` when its title changes, so that it is said. */
function Frame({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Stack gap="lg" align="flex-start" maw="44rem" mx="auto">
      <PageHeader title={title} documentTitle={words.tab} />
      {children}
    </Stack>
  );
}

function Ended({ title, text }: { title: string; text: string }) {
  return (
    <Frame key={title} title={title}>
      <Text>{text}</Text>
      <ButtonLink to="/">{words.home}</ButtonLink>
    </Frame>
  );
}

interface OpenedProps {
  link: string;
  end: LinkedRetention;
  onKeep: (end: LinkedRetention) => void;
  onErase: () => void;
}

function Opened({ link, end, onKeep, onErase }: OpenedProps) {
  const { pending, problem, done, act } = useAct();
  const keep = () => act("keep", async () => onKeep(await keepLinked(link)), words.keptNow);
  const ends = end.ends_soon ? words.ends : words.kept;
  return (
    <Frame key="opened" title={end.ends_soon ? words.endsTitle : words.laterTitle}>
      <ProblemAlert problem={problem} />
      <Text role="status">{done}</Text>
      <div>
        <Text fw={600}>{ends(end.number, end.ends_on)}</Text>
        <Text>{words.lastAction(end.last_action_on)}</Text>
      </div>
      <Section title={words.keepTitle}>
        <Button loading={pending === "keep"} disabled={pending !== null} onClick={keep}>
          {words.keep}
        </Button>
      </Section>
      <Section title={words.eraseTitle}>
        <Text mb="sm">{words.eraseText}</Text>
        <Erase
          pending={pending}
          onErase={() => act("erase", () => eraseLinked(link).then(onErase))}
        />
      </Section>
    </Frame>
  );
}

/** Asks once more: there is no way back. */
function Erase({ pending, onErase }: { pending: string | null; onErase: () => void }) {
  const [asking, setAsking] = useState(false);
  if (!asking) {
    return (
      <Button variant="default" disabled={pending !== null} onClick={() => setAsking(true)}>
        {words.erase}
      </Button>
    );
  }
  return (
    <Stack gap="xs" role="group" aria-label={words.eraseAsk}>
      <Text fw={600}>{words.eraseAsk}</Text>
      <Group>
        <Button
          color="red"
          loading={pending === "erase"}
          disabled={pending !== null}
          onClick={onErase}
          autoFocus
        >
          {words.eraseConfirm}
        </Button>
        <Button variant="default" disabled={pending !== null} onClick={() => setAsking(false)}>
          {words.cancel}
        </Button>
      </Group>
    </Stack>
  );
}
