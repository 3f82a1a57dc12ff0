import { Alert, Button, Group, Radio, Stack, Text, Textarea, Title } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { SubmitKey } from "@/api/preconditions";
import { useLabelOf } from "@/api/reference";
import { FormProblems, useFormSubmit } from "@/components/form";
import { ProblemAlert } from "@/components/ProblemAlert";
import { Section } from "@/components/Section";
import { ErrorState, LoadingState } from "@/components/states";
import { useAct } from "@/components/use-act";
import { formatDate } from "@/i18n/format";
import { rights } from "@/i18n/fr/household-rights";
import classes from "./household-page.module.css";
import {
  type AskedRequest,
  askFor,
  type Requests,
  requestsKey,
  takeCopy,
  useRequests,
} from "./rights";

const OPEN = ["received", "in_progress"];

/** What the household may ask for about its data, what it asked for, and what it was answered. */
export function DataSection({ link }: { link: string }) {
  const queries = useQueryClient();
  const requests = useRequests(link);
  const [asking, setAsking] = useState(false);
  const [done, setDone] = useState<string | null>(null);
  const told = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (done !== null) told.current?.focus();
  }, [done]);
  const sent = async (fresh: Requests) => {
    queries.setQueryData(requestsKey(link), fresh);
    setAsking(false);
    setDone(rights.sent(formatDate(fresh.items[0]?.due_on ?? "")));
    // What was opposed to takes agreements back.
    await queries.invalidateQueries({ queryKey: requestsKey(link).slice(0, -1) });
  };
  return (
    <Section title={rights.dataTitle}>
      <Stack>
        <Text>{rights.dataIntro}</Text>
        <TakeCopy link={link} />
        {done ? (
          <Alert color="green" role="status" ref={told} tabIndex={-1}>
            {done}
          </Alert>
        ) : null}
        {asking ? (
          <AskForm link={link} onSent={sent} onCancel={() => setAsking(false)} />
        ) : (
          <div className="oml-no-print">
            <Button
              variant="light"
              onClick={() => {
                setDone(null);
                setAsking(true);
              }}
            >
              {rights.ask}
            </Button>
          </div>
        )}
        {requests.isPending ? <LoadingState lines={2} /> : null}
        {requests.isError ? (
          <ErrorState
            error={requests.error}
            title={rights.failed}
            onRetry={() => void requests.refetch()}
          />
        ) : null}
        {requests.data && requests.data.items.length > 0 ? (
          <Stack gap="sm">
            <Title order={3} size="h5">
              {rights.requestsTitle}
            </Title>
            <ul className={classes.needs}>
              {requests.data.items.map((request) => (
                <li key={`${request.kind} ${request.received_on} ${request.status}`}>
                  <Asked request={request} />
                </li>
              ))}
            </ul>
          </Stack>
        ) : null}
      </Stack>
    </Section>
  );
}

/** Everything that is held, as a page to read or as a file for software. */
function TakeCopy({ link }: { link: string }) {
  const { pending, problem, done, act } = useAct();
  const take = (format: "html" | "json") =>
    void act(format, () => takeCopy(link, format), rights.copied);
  return (
    <Stack gap="xs" className="oml-no-print">
      <Title order={3} size="h5">
        {rights.copyTitle}
      </Title>
      <Text size="sm">{rights.copyIntro}</Text>
      <ProblemAlert problem={problem} />
      <Group gap="sm">
        <Button variant="default" loading={pending === "html"} onClick={() => take("html")}>
          {rights.copyHtml}
        </Button>
        <Button variant="default" loading={pending === "json"} onClick={() => take("json")}>
          {rights.copyJson}
        </Button>
      </Group>
      <Text size="sm" role="status">
        {done}
      </Text>
    </Stack>
  );
}

const LABELS = { kind: rights.kind, details: rights.details };

function AskForm(props: {
  link: string;
  onSent: (fresh: Requests) => Promise<void>;
  onCancel: () => void;
}) {
  const [key] = useState(() => new SubmitKey());
  const form = useForm({
    initialValues: { kind: "", details: "" },
    validate: {
      kind: (kind) => (kind === "" ? rights.kindRequired : null),
      details: (words, { kind }) =>
        kind === "rectification" && words.trim() === "" ? rights.detailsRequired : null,
    },
  });
  const submit = useFormSubmit(form, async ({ kind, details }) => {
    const body = { kind, details: details.trim() === "" ? null : details.trim() };
    await props.onSent(await askFor(props.link, body, key.header(body)));
  });
  return (
    <form onSubmit={submit.onSubmit} noValidate>
      <Stack>
        <FormProblems submit={submit} errors={form.errors} labels={LABELS} />
        {submit.problem?.code === "already_exists" ? (
          <Text role="alert">{rights.alreadyAsked}</Text>
        ) : null}
        <Radio.Group
          label={rights.kind}
          required
          withAsterisk={false}
          {...form.getInputProps("kind")}
        >
          <Stack gap="xs" mt="xs">
            {Object.entries(rights.kinds).map(([code, words]) => (
              <Radio key={code} value={code} label={words} />
            ))}
          </Stack>
        </Radio.Group>
        <Textarea
          label={rights.details}
          description={rights.detailsHint}
          autosize
          minRows={3}
          maxLength={4000}
          {...form.getInputProps("details")}
        />
        <Group gap="sm">
          <Button type="submit" loading={submit.pending}>
            {rights.send}
          </Button>
          <Button variant="default" onClick={props.onCancel}>
            {rights.cancel}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function Asked({ request }: { request: AskedRequest }) {
  const kind = useLabelOf("privacy_request_kinds")(request.kind);
  const status = useLabelOf("privacy_request_statuses")(request.status);
  const open = OPEN.includes(request.status);
  return (
    <Stack gap={6}>
      <Group justify="space-between" gap="xs">
        <Title order={4} size="h6">
          {kind}
        </Title>
        <span className={classes.status} data-status={open ? "in_progress" : "met"}>
          {status}
        </span>
      </Group>
      <Text size="sm">
        {rights.received(formatDate(request.received_on))}
        {open ? ` · ${rights.due(formatDate(request.due_on))}` : ""}
      </Text>
      {request.details ? <Text className={classes.text}>{request.details}</Text> : null}
      {request.answers.map((answer) => (
        <div key={answer.happened_at} className={classes.because}>
          <Text size="sm" fw={600}>
            {rights.answerOn(
              rights.steps[answer.step] ?? answer.step,
              formatDate(answer.happened_at),
            )}
          </Text>
          <Text className={classes.text}>{answer.words}</Text>
        </div>
      ))}
    </Stack>
  );
}
