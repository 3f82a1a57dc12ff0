import { Alert, Anchor, Button, Drawer, Group, Stack, Text, Textarea, Title } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { asProblem, type Problem } from "@/api/problem";
import { useLabelOf } from "@/api/reference";
import { ButtonLink } from "@/components/links";
import { PhoneLink } from "@/components/PhoneLink";
import { ProblemAlert } from "@/components/ProblemAlert";
import { ErrorState, LoadingState } from "@/components/states";
import { toastDone } from "@/components/toasts";
import { useRefreshProspects } from "@/features/prospects/api";
import { textOrNull } from "@/features/prospects/values";
import { foreignCountry } from "@/i18n/countries";
import { formatLabels, formatList, formatShortDate } from "@/i18n/format";
import { common } from "@/i18n/fr/common";
import { inbox } from "@/i18n/fr/inbox";
import { answerRequest, type ContactRequest, REQUESTS, requestQuery } from "./api";
import classes from "./inbox.module.css";

/** A request with everything the household wrote, and what to answer. */
export function RequestDrawer({ id, onClose }: { id: string; onClose: () => void }) {
  const request = useQuery(requestQuery(id));
  const data = request.data;
  const title = data
    ? inbox.requestTitle(`${data.first_name} ${data.last_name}`, data.reference)
    : inbox.requests;
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size="lg"
      title={title}
      closeButtonProps={{ "aria-label": common.close }}
    >
      {request.isPending ? <LoadingState lines={8} /> : null}
      {request.isError ? (
        <ErrorState error={request.error} onRetry={() => request.refetch()} />
      ) : null}
      {data ? (
        <Stack>
          <Answer request={data} onClose={onClose} />
          <RequestFacts request={data} />
        </Stack>
      ) : null}
    </Drawer>
  );
}

function Answer({ request, onClose }: { request: ContactRequest; onClose: () => void }) {
  const queries = useQueryClient();
  const refresh = useRefreshProspects();
  const [reason, setReason] = useState("");
  const [pending, setPending] = useState<string | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const send = async (to: string) => {
    setPending(to);
    setProblem(null);
    try {
      const answered = await answerRequest(request, to, textOrNull(reason));
      queries.setQueryData(requestQuery(request.id).queryKey, answered);
      await Promise.all([queries.invalidateQueries({ queryKey: [REQUESTS, "list"] }), refresh()]);
      toastDone(
        to === "confirmed" ? inbox.confirmed(answered.prospect_number ?? "") : inbox.dismissed,
      );
      if (to !== "confirmed") onClose();
    } catch (error) {
      setProblem(asProblem(error));
    } finally {
      setPending(null);
    }
  };
  if (request.status !== "pending") return <Answered request={request} />;
  return (
    <Stack gap="sm">
      <Alert color={request.contact === "phone" ? "terracotta" : "blue"}>
        {request.contact === "phone" ? inbox.callFirst : inbox.mailFirst}
      </Alert>
      <ProblemAlert problem={problem} />
      <Textarea
        label={inbox.reason}
        description={inbox.reasonHint}
        autosize
        minRows={2}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Group justify="flex-end" gap="sm">
        <Button
          variant="default"
          loading={pending === "expired"}
          disabled={pending !== null}
          onClick={() => send("expired")}
        >
          {inbox.dismiss}
        </Button>
        <Button
          loading={pending === "confirmed"}
          disabled={pending !== null}
          onClick={() => send("confirmed")}
        >
          {inbox.confirm}
        </Button>
      </Group>
    </Stack>
  );
}

function Answered({ request }: { request: ContactRequest }) {
  return (
    <Alert color="valley">
      <Stack align="flex-start" gap="sm">
        <Text size="sm">
          {request.prospect_number ? inbox.confirmed(request.prospect_number) : inbox.closed}
        </Text>
        {request.prospect_id ? (
          <ButtonLink
            ref={(link) => link?.focus()}
            to="/dossiers/$prospectId"
            params={{ prospectId: request.prospect_id }}
          >
            {inbox.openFile}
          </ButtonLink>
        ) : null}
      </Stack>
    </Alert>
  );
}

function RequestFacts({ request }: { request: ContactRequest }) {
  const labels = {
    kind: useLabelOf("household_kinds"),
    band: useLabelOf("age_bands"),
    project: useLabelOf("project_types"),
    horizon: useLabelOf("horizons"),
    housing: useLabelOf("housing_wishes"),
    need: useLabelOf("need_themes"),
    link: useLabelOf("lot_links"),
    purpose: useLabelOf("consent_purposes"),
    spouse: useLabelOf("spouse_answers"),
  };
  const { phone, email, referral } = request;
  return (
    <>
      <Facts
        title={inbox.contact}
        lines={[
          [inbox.phone, phone && <PhoneLink phone={phone} />],
          [inbox.email, email && <Anchor href={`mailto:${email}`}>{email}</Anchor>],
          [
            inbox.home,
            [request.postal_code, foreignCountry(request.country)].filter(Boolean).join(" "),
          ],
        ]}
      />
      {referral ? (
        <Facts
          title={inbox.referral}
          lines={[
            [inbox.referredBy, `${referral.employer_name}, ${referral.referred_by_name}`],
            [inbox.arrival, referral.arrival_on && formatShortDate(referral.arrival_on)],
            [inbox.spouse, labels.spouse(referral.spouse)],
          ]}
        />
      ) : null}
      <Facts
        title={inbox.project}
        lines={[
          [inbox.projectTypes, formatLabels(request.project_types.map(labels.project))],
          [
            inbox.territories,
            request.territory_indifferent
              ? inbox.indifferent
              : formatList(request.wished_territories.map((one) => one.name)),
          ],
          [inbox.horizon, labels.horizon(request.horizon)],
          [inbox.occupations, formatList(request.occupations.flatMap((one) => one.text ?? []))],
          [inbox.housing, request.housing_wish && labels.housing(request.housing_wish)],
          [inbox.needs, formatLabels(request.needs.map(labels.need))],
          [inbox.message, request.message],
        ]}
      />
      <Facts
        title={inbox.household}
        lines={[
          [inbox.kind, labels.kind(request.household_kind)],
          [inbox.partner, request.partner_first_name],
          [inbox.children, formatLabels(request.children_age_bands.map(labels.band))],
          [inbox.lotLink, request.lot_link && labels.link(request.lot_link)],
          [inbox.heard, request.source_detail],
          [inbox.campaign, request.campaign],
          [
            inbox.consents,
            formatLabels(request.consents.map((consent) => labels.purpose(consent.purpose))),
          ],
        ]}
      />
    </>
  );
}

function Facts({ title, lines }: { title: string; lines: [string, ReactNode][] }) {
  return (
    <section>
      <Title order={3} size="h5" mb="xs">
        {title}
      </Title>
      <dl className={classes.facts}>
        {lines.map(([label, value]) =>
          value ? (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ) : null,
        )}
      </dl>
    </section>
  );
}
