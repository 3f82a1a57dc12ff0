import { Anchor, Stack, Text, Title } from "@mantine/core";
import { IconMail, IconPhone } from "@tabler/icons-react";
import { Section } from "@/components/Section";
import { formatPhone, unbroken } from "@/i18n/format";
import { householdPage } from "@/i18n/fr/household-page";
import type { HouseholdPage, HouseholdReferent } from "./api";
import classes from "./household-page.module.css";

/** Stages in which a référent is still to be named. */
const WAITING = ["received", "looking"];

/** Who accompanies the household, why them, and how to reach them. */
export function ReferentsSection({ page: { referents, stage } }: { page: HouseholdPage }) {
  if (referents.length === 0 && stage === "closed") return null;
  return (
    <Section title={householdPage.referentsTitle}>
      {referents.length === 0 ? (
        <Text>
          {WAITING.includes(stage) ? householdPage.noReferent : householdPage.noReferentNow}
        </Text>
      ) : (
        <ul className={classes.people}>
          {referents.map((referent) => (
            <li key={`${referent.role} ${referent.name}`}>
              <Referent referent={referent} />
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function Referent({ referent }: { referent: HouseholdReferent }) {
  const { role, name, partner_name, phone, email, because } = referent;
  return (
    <Stack gap="xs">
      <div>
        <Text size="sm" c="dimmed">
          {householdPage.roles[role] ?? role}
        </Text>
        <Title order={3} size="h4">
          {name}
        </Title>
        {partner_name ? <Text>{partner_name}</Text> : null}
      </div>
      {because ? (
        <div className={classes.because}>
          <Text size="sm" fw={600}>
            {householdPage.because}
          </Text>
          <Text>{unbroken(because)}</Text>
        </div>
      ) : null}
      {phone ? (
        <Anchor
          href={`tel:${phone}`}
          className={classes.contact}
          aria-label={householdPage.call(formatPhone(phone))}
        >
          <IconPhone size={20} aria-hidden />
          <span>{formatPhone(phone)}</span>
        </Anchor>
      ) : null}
      {email ? (
        <Anchor
          href={`mailto:${email}`}
          className={classes.contact}
          aria-label={householdPage.write(email)}
        >
          <IconMail size={20} aria-hidden />
          <span>{email}</span>
        </Anchor>
      ) : null}
      {phone || email ? null : <Text c="dimmed">{householdPage.noContact}</Text>}
    </Stack>
  );
}
