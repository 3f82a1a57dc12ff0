import { Button, Group, Stack, Text } from "@mantine/core";
import { useParams } from "@tanstack/react-router";
import { useState } from "react";
import { useLabelOf } from "@/api/reference";
import { useMay } from "@/api/use-session";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import { AnchorLink, ButtonLink } from "@/components/links";
import { PageHeader } from "@/components/PageHeader";
import { Section } from "@/components/Section";
import { ForbiddenState, LoadingState, ProblemPage } from "@/components/states";
import { toastDone, toastProblem } from "@/components/toasts";
import { formatDate, formatDateTime } from "@/i18n/format";
import { privacyRequests as said } from "@/i18n/fr/privacy-requests";
import { AnswerDialog, ExtendDialog } from "./AnswerDialog";
import { moveRequest, type PrivacyRequest, useRefreshRequests, useRequest } from "./api";
import { Due, RequestBadge } from "./DueBadge";
import { EraseDialog } from "./EraseDialog";
import classes from "./privacy-requests.module.css";

/** `/administration/demandes/…`: one request, what to do about it, everything that was answered. */
export function RequestPage() {
  const may = useMay("manage_privacy_requests");
  const { requestId } = useParams({ from: "/staff/administration/demandes/$requestId" });
  const request = useRequest(requestId, may);
  if (!may) return <ForbiddenState />;
  if (request.isError) {
    return <ProblemPage error={request.error} onRetry={() => void request.refetch()} />;
  }
  if (request.isPending) return <LoadingState lines={8} />;
  return <Sheet request={request.data} />;
}

function Sheet({ request }: { request: PrivacyRequest }) {
  const kind = useLabelOf("privacy_request_kinds")(request.kind);
  const channel = useLabelOf("privacy_request_channels")(request.channel);
  const facts = [
    [said.deadline, <Due key="due" request={request} />],
    [said.contact, request.requester_email ?? said.noContact],
    [said.identity, request.identity_proof ?? said.identityUnknown],
  ] as const;
  return (
    <>
      <PageHeader
        title={said.headline(kind, request.requester_name)}
        description={said.received(formatDate(request.received_on), channel)}
        actions={<RequestBadge status={request.status} />}
      />
      <Stack gap="lg">
        <Text>
          <AnchorLink to="/administration/demandes">{said.back}</AnchorLink>
        </Text>
        <Section title={said.askedTitle}>
          <Stack>
            <Text className={classes.text}>{request.details ?? said.nothingSaid}</Text>
            <dl className={classes.facts}>
              {facts.map(([name, value]) => (
                <div key={name}>
                  <Text component="dt" size="sm" c="dimmed">
                    {name}
                  </Text>
                  <dd>{value}</dd>
                </div>
              ))}
            </dl>
            {request.extended_on ? (
              <Text size="sm">{said.extended(formatDate(request.extended_on))}</Text>
            ) : null}
          </Stack>
        </Section>
        <Section title={said.todoTitle}>
          <Stack>
            <Text>{said.todo[request.kind]}</Text>
            {request.prospect_id ? (
              <div>
                <ButtonLink
                  variant="default"
                  to="/dossiers/$prospectId"
                  params={{ prospectId: request.prospect_id }}
                >
                  {said.openFile}
                </ButtonLink>
              </div>
            ) : null}
            <Moves request={request} />
          </Stack>
        </Section>
        <Section title={said.historyTitle}>
          <ul className={classes.steps}>
            {request.steps.map((step) => (
              <li key={`${step.step} ${step.happened_at}`}>
                <Text fw={600}>{said.steps[step.step] ?? step.step}</Text>
                <Text size="sm" c="dimmed">
                  {said.stepBy(step.actor_name, formatDateTime(step.happened_at))}
                  {step.mailed ? ` · ${said.mailed}` : ""}
                </Text>
                {step.words ? <Text className={classes.text}>{step.words}</Text> : null}
              </li>
            ))}
          </ul>
        </Section>
      </Stack>
    </>
  );
}

type Open = "erase" | "answered" | "refused" | "withdrawn" | "extend";

/** Whether the file that is to be erased can be erased from here. */
const erases = ({ kind, allowed, prospect_number }: PrivacyRequest): boolean =>
  kind === "erasure" && allowed.includes("answered") && prospect_number !== null;

function Moves({ request }: { request: PrivacyRequest }) {
  const refresh = useRefreshRequests();
  const [open, setOpen] = useState<Open | null>(null);
  const may = (to: string) => request.allowed.includes(to);
  const reopens = request.closed_on !== null;
  const move = async (to: string, done: string) => {
    try {
      await moveRequest(request.id, { to });
      toastDone(done);
    } catch (error) {
      toastProblem(error);
    }
    await refresh();
  };
  const close = () => setOpen(null);
  return (
    <Group gap="sm">
      {erases(request) ? (
        <Button color="red" onClick={() => setOpen("erase")}>
          {said.erase}
        </Button>
      ) : null}
      {may("answered") ? (
        <Button
          variant={erases(request) ? "default" : "filled"}
          onClick={() => setOpen("answered")}
        >
          {said.answer}
        </Button>
      ) : null}
      {may("in_progress") ? (
        <Button
          variant="default"
          onClick={() => void move("in_progress", reopens ? said.reopened : said.takenUp)}
        >
          {reopens ? said.reopen : said.takeUp}
        </Button>
      ) : null}
      {may("refused") ? (
        <Button variant="default" onClick={() => setOpen("refused")}>
          {said.refuse}
        </Button>
      ) : null}
      {request.can_extend ? (
        <Button variant="default" onClick={() => setOpen("extend")}>
          {said.extend}
        </Button>
      ) : null}
      {may("withdrawn") ? (
        <Button variant="default" onClick={() => setOpen("withdrawn")}>
          {said.withdraw}
        </Button>
      ) : null}
      {open === "erase" && request.prospect_number !== null ? (
        <EraseDialog request={request} number={request.prospect_number} onClose={close} />
      ) : null}
      {open === "answered" || open === "refused" ? (
        <AnswerDialog request={request} to={open} onClose={close} />
      ) : null}
      {open === "extend" ? <ExtendDialog request={request} onClose={close} /> : null}
      <ConfirmDialog
        opened={open === "withdrawn"}
        title={said.withdraw}
        confirmLabel={said.withdraw}
        onConfirm={() => move("withdrawn", said.withdrawn)}
        onClose={close}
      >
        {said.withdrawText}
      </ConfirmDialog>
    </Group>
  );
}
