import { Alert, Loader, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { asProblem } from "@/api/problem";
import { useLabelOf } from "@/api/reference";
import { useHashToken } from "@/components/hash-token";
import { ButtonLink } from "@/components/links";
import { PageHeader } from "@/components/PageHeader";
import { PrivacyNotice } from "@/components/PrivacyNotice";
import { ErrorState } from "@/components/states";
import { formatDate } from "@/i18n/format";
import { needAnswer } from "@/i18n/fr/need-answer";
import { AnswerForm } from "./AnswerForm";
import { type AnswerReceipt, type NeedRequest, readRequest } from "./api";
import classes from "./need-answer.module.css";
import { RequestFacts } from "./RequestFacts";

/** Where the mailed link of a request leads: what is asked, and a few lines to answer it. */
export function NeedAnswerPage() {
  const token = useHashToken();
  const [receipt, setReceipt] = useState<AnswerReceipt | null>(null);
  const request = useQuery({
    queryKey: ["public", "need-request", token],
    enabled: token !== "",
    retry: false,
    refetchOnWindowFocus: false,
    gcTime: 0,
    queryFn: ({ signal }) => readRequest(token, signal),
  });
  return (
    <div className={classes.column}>
      {receipt ? (
        <Thanks receipt={receipt} />
      ) : request.data ? (
        <Asked token={token} request={request.data} onAnswered={setReceipt} />
      ) : (
        <Unopened token={token} error={request.error} onRetry={() => request.refetch()} />
      )}
    </div>
  );
}

interface AskedProps {
  token: string;
  request: NeedRequest;
  onAnswered: (receipt: AnswerReceipt) => void;
}

function Asked({ token, request, onAnswered }: AskedProps) {
  const theme = useLabelOf("need_themes");
  return (
    <>
      <PageHeader
        key="asked"
        title={needAnswer.title(theme(request.theme))}
        documentTitle={needAnswer.tab}
        description={needAnswer.intro(request.number, formatDate(request.asked_at))}
      />
      <Stack gap="lg">
        {request.awaited ? null : <NotAwaited request={request} />}
        <RequestFacts request={request} />
        {request.awaited ? (
          <>
            <AnswerForm token={token} request={request} onAnswered={onAnswered} />
            <div>
              <PrivacyNotice form="need_answer" />
            </div>
          </>
        ) : null}
      </Stack>
    </>
  );
}

function NotAwaited({ request }: { request: NeedRequest }) {
  if (request.answer === null || request.answered_at === null) {
    return <Alert title={needAnswer.closedTitle}>{needAnswer.closedText}</Alert>;
  }
  return (
    <Alert title={needAnswer.answeredTitle}>
      <Text size="sm" c="inherit" mb="xs">
        {needAnswer.answeredOn(formatDate(request.answered_at))}
      </Text>
      <Text c="inherit" mb="xs" style={{ whiteSpace: "pre-line" }}>
        {request.answer}
      </Text>
      <Text size="sm" c="inherit">
        {needAnswer.answeredText}
      </Text>
    </Alert>
  );
}

function Thanks({ receipt }: { receipt: AnswerReceipt }) {
  return (
    <>
      <PageHeader key="thanks" title={needAnswer.thanksTitle} documentTitle={needAnswer.tab} />
      <Stack align="flex-start">
        <Text>{needAnswer.thanksText(receipt.number)}</Text>
        <Home />
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
        <PageHeader key="loading" title={needAnswer.tab} />
        <Stack align="center" role="status">
          <Loader />
          <Text>{needAnswer.loading}</Text>
        </Stack>
      </>
    );
  }
  const problem = asProblem(error);
  if (token !== "" && (problem.isTransient || problem.code === "unexpected")) {
    return (
      <>
        <PageHeader key="failed" title={needAnswer.tab} />
        <ErrorState error={problem} title={needAnswer.failed} onRetry={onRetry} />
      </>
    );
  }
  return (
    <>
      <PageHeader key="expired" title={needAnswer.expiredTitle} />
      <Stack align="flex-start">
        <Text>{needAnswer.expiredText}</Text>
        <Home />
      </Stack>
    </>
  );
}

function Home() {
  return (
    <ButtonLink to="/" variant="default">
      {needAnswer.home}
    </ButtonLink>
  );
}
