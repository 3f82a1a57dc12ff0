import { Button, Group, Stack, Text } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import { useHashToken } from "@/components/hash-token";
import { ProblemAlert } from "@/components/ProblemAlert";
import { Section } from "@/components/Section";
import { useAct } from "@/components/use-act";
import { publicAmbassadors as said } from "@/i18n/fr/ambassadors";
import {
  answerFamily,
  changeOwn,
  type Family,
  moveOwn,
  type OwnAmbassador,
  readFamilies,
  readOwn,
} from "./api";
import { Frame, Over, Unopened } from "./frame";
import { type Busy, InvitationsSection } from "./InvitationsSection";

/** The form is heavy, and most visits only read or answer. */
const EditDialog = lazy(async () => ({ default: (await import("./EditDialog")).EditDialog }));

/** `/mon-engagement`: what an ambassador sees, changes and answers, by the link of a mail. */
export function OwnPage() {
  const link = useHashToken();
  const [retired, setRetired] = useState(false);
  const own = useQuery({
    queryKey: ["public", "linked-ambassador", link],
    enabled: link !== "",
    retry: false,
    gcTime: 0,
    queryFn: ({ signal }) => readOwn(link, signal),
  });
  if (link === "") return <Over />;
  if (retired) {
    return (
      <Frame key="retired" title={said.retiredTitle}>
        <Text>{said.retiredText}</Text>
      </Frame>
    );
  }
  if (!own.data) return <Unopened error={own.error} onRetry={() => void own.refetch()} />;
  return <Opened link={link} own={own.data} onRetired={() => setRetired(true)} />;
}

interface OpenedProps {
  link: string;
  own: OwnAmbassador;
  onRetired: () => void;
}

function Opened({ link, own, onRetired }: OpenedProps) {
  const queries = useQueryClient();
  const [open, setOpen] = useState<"edit" | "retire" | null>(null);
  const { problem, done, ...doing } = useAct();
  const refresh = () =>
    queries.invalidateQueries({ queryKey: ["public", "linked-ambassador", link] });
  const act: Busy["act"] = (name, what, text = said.saved) =>
    doing.act(name, () => what().finally(refresh), text);
  const busy = { pending: doing.pending, act };
  return (
    <Frame key="opened" title={said.ownTitle(own.first_name)}>
      <ProblemAlert problem={problem} />
      <Text role="status">{done}</Text>
      <Stack gap="lg" w="100%">
        <Section title={said.standing}>
          <Stack align="flex-start">
            <Text>{said.ownStates[own.status]}</Text>
            <Group>
              {own.allowed.map((to) => (
                <Button
                  key={to}
                  variant="default"
                  loading={busy.pending === to}
                  disabled={busy.pending !== null}
                  onClick={() =>
                    to === "retired" ? setOpen("retire") : void act(to, () => moveOwn(link, to))
                  }
                >
                  {said.moves[to] ?? to}
                </Button>
              ))}
            </Group>
          </Stack>
        </Section>
        {own.status === "applicant" ? null : (
          <>
            <InvitationsSection link={link} {...busy} />
            <Families link={link} {...busy} />
          </>
        )}
        <Section title={said.answers}>
          <Button variant="default" onClick={() => setOpen("edit")}>
            {said.edit}
          </Button>
        </Section>
        <Agreements link={link} own={own} {...busy} />
      </Stack>
      {open === "edit" ? (
        <Suspense fallback={null}>
          <EditDialog link={link} own={own} onSaved={refresh} onClose={() => setOpen(null)} />
        </Suspense>
      ) : null}
      <ConfirmDialog
        opened={open === "retire"}
        danger
        title={said.retireTitle}
        confirmLabel={said.moves.retired ?? ""}
        onConfirm={async () => {
          await moveOwn(link, "retired");
          onRetired();
        }}
        onClose={() => setOpen(null)}
      >
        {said.retireText}
      </ConfirmDialog>
    </Frame>
  );
}

/** First names and a commune, with the two answers. */
function Families({ link, pending, act }: Busy & { link: string }) {
  const families = useQuery({
    queryKey: ["public", "linked-ambassador", link, "families"],
    retry: false,
    gcTime: 0,
    queryFn: ({ signal }) => readFamilies(link, signal),
  });
  const items = families.data ?? [];
  const answer = (one: Family, to: "accepted" | "refused") =>
    void act(one.id, () => answerFamily(link, one.id, to), said[to]);
  return (
    <Section title={said.families}>
      <Stack>
        {families.data && items.length === 0 ? <Text c="dimmed">{said.noFamilies}</Text> : null}
        {items.map((one) => (
          <div key={one.id}>
            <Text fw={600}>{said.family(one.first_names, one.commune_name)}</Text>
            <Text mb="xs">{said.familyStates[one.status]}</Text>
            {one.allowed.length > 0 ? (
              <Group>
                <Button
                  aria-label={said.acceptOf(one.first_names)}
                  disabled={pending !== null}
                  onClick={() => answer(one, "accepted")}
                >
                  {said.accept}
                </Button>
                <Button
                  variant="default"
                  aria-label={said.refuseOf(one.first_names)}
                  disabled={pending !== null}
                  onClick={() => answer(one, "refused")}
                >
                  {said.refuse}
                </Button>
              </Group>
            ) : null}
          </div>
        ))}
      </Stack>
    </Section>
  );
}

/** What they agreed to beside, each changed with one press. */
function Agreements({ link, own, pending, act }: Busy & { link: string; own: OwnAmbassador }) {
  const change = (name: "image_right" | "newsletter") =>
    void act(name, () => changeOwn(link, own, { [name]: !own[name] }));
  const lines = [
    {
      name: "image_right",
      text: own.image_right ? said.imageOn : said.imageOff,
      action: own.image_right ? said.withdrawImage : said.allowImage,
      about: said.imageAction,
    },
    {
      name: "newsletter",
      text: own.newsletter ? said.letterOn : said.letterOff,
      action: own.newsletter ? said.leaveLetter : said.takeLetter,
      about: null,
    },
  ] as const;
  return (
    <Section title={said.agreements}>
      <Stack>
        {lines.map((line) => (
          <Group key={line.name} justify="space-between">
            <Text>{line.text}</Text>
            <Button
              variant="default"
              aria-label={line.about ? `${line.action} : ${line.about}` : undefined}
              loading={pending === line.name}
              disabled={pending !== null}
              onClick={() => change(line.name)}
            >
              {line.action}
            </Button>
          </Group>
        ))}
      </Stack>
    </Section>
  );
}
