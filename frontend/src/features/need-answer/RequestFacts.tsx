import { Anchor, Stack, Text } from "@mantine/core";
import { Section } from "@/components/Section";
import { formatPhone } from "@/i18n/format";
import { needAnswer } from "@/i18n/fr/need-answer";
import type { NeedRequest } from "./api";

/** What is asked, where, who accompanies the household, and how to reach it when it agrees. */
export function RequestFacts({ request }: { request: NeedRequest }) {
  const { referent, household } = request;
  return (
    <Stack gap="lg">
      <Section title={needAnswer.asks}>
        <Text style={{ whiteSpace: "pre-line" }}>
          {request.description ?? needAnswer.noDescription}
        </Text>
        <Text mt="xs" c="dimmed">
          {request.epci_name ? needAnswer.territory(request.epci_name) : needAnswer.anywhere}
        </Text>
      </Section>
      <Section title={needAnswer.referent}>
        {referent ? (
          <>
            <Text fw={600}>{referent.name}</Text>
            <Text>{referent.partner_name}</Text>
            <Reach phone={referent.phone} email={referent.email} />
          </>
        ) : (
          <Text>{needAnswer.noReferent}</Text>
        )}
      </Section>
      <Section title={needAnswer.household}>
        {household ? (
          <>
            <Text>{needAnswer.householdAgrees}</Text>
            <Text fw={600} mt="xs">
              {household.first_name}
            </Text>
            <Reach phone={household.phone} email={household.email} />
          </>
        ) : (
          <Text>{needAnswer.householdHidden}</Text>
        )}
      </Section>
    </Stack>
  );
}

function Reach({ phone, email }: { phone: string | null; email: string | null }) {
  return (
    <Stack gap={2} align="flex-start">
      {phone ? <Anchor href={`tel:${phone}`}>{formatPhone(phone)}</Anchor> : null}
      {email ? (
        <Anchor href={`mailto:${email}`} style={{ overflowWrap: "anywhere" }}>
          {email}
        </Anchor>
      ) : null}
    </Stack>
  );
}
