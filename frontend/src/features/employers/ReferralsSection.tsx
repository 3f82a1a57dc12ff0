import { Badge, Button, Group, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useLabelOf } from "@/api/reference";
import { call } from "@/api/transport";
import type { Schema } from "@/api/types";
import { Section } from "@/components/Section";
import { ErrorState, LoadingState } from "@/components/states";
import { formatShortDate } from "@/i18n/format";
import { employerSpace } from "@/i18n/fr/employer-space";
import { type Employer, type Referral, referralsPath } from "./api";
import classes from "./employers.module.css";
import { ReferralDialog } from "./ReferralDialog";

/** Recruits handed on to the réseau accueil, and how far they let their employer know. */
export function ReferralsSection({ employer }: { employer: Employer }) {
  const path = referralsPath(employer.id);
  const [adding, setAdding] = useState(false);
  const referrals = useQuery({
    queryKey: [path],
    queryFn: () => call<Schema<"EmployerReferralList">>("GET", path),
  });
  const items = referrals.data?.items ?? [];
  return (
    <Section title={employerSpace.referrals}>
      <Stack>
        <Text>{employerSpace.referralsIntro}</Text>
        {employer.archived_at === null ? (
          <Group>
            <Button onClick={() => setAdding(true)}>{employerSpace.refer}</Button>
          </Group>
        ) : null}
        {referrals.isPending ? <LoadingState lines={2} /> : null}
        {referrals.isError ? (
          <ErrorState error={referrals.error} onRetry={() => referrals.refetch()} />
        ) : null}
        {items.length > 0 ? (
          <>
            <ul className={classes.list}>
              {items.map((referral) => (
                <li key={referral.id}>
                  <Line referral={referral} />
                </li>
              ))}
            </ul>
            <Text size="sm" c="dimmed">
              {employerSpace.stageHint}
            </Text>
          </>
        ) : null}
      </Stack>
      {adding ? (
        <ReferralDialog
          id={employer.id}
          onClose={() => setAdding(false)}
          onSaved={() => void referrals.refetch()}
        />
      ) : null}
    </Section>
  );
}

function Line({ referral }: { referral: Referral }) {
  const stage = useLabelOf("referral_stages");
  const told = [
    employerSpace.referredOn(formatShortDate(referral.created_at), referral.referred_by_name),
    referral.arrival_on ? employerSpace.arrives(formatShortDate(referral.arrival_on)) : null,
  ].filter((line) => line !== null);
  return (
    <Group justify="space-between" align="flex-start" gap="xs">
      <Stack gap={2}>
        <Text fw={600}>{`${referral.first_name} ${referral.last_name}`}</Text>
        <Text size="sm" c="dimmed">
          {told.join(" · ")}
        </Text>
      </Stack>
      <Badge color={referral.stage === "transmitted" ? "gray" : "valley"}>
        {stage(referral.stage)}
      </Badge>
    </Group>
  );
}
