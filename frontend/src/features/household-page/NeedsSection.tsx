import { Group, Stack, Text, Title } from "@mantine/core";
import { useLabelOf } from "@/api/reference";
import { Section } from "@/components/Section";
import { unbroken } from "@/i18n/format";
import { householdPage } from "@/i18n/fr/household-page";
import type { HouseholdNeed } from "./api";
import classes from "./household-page.module.css";

/** What is being looked for, and what was found. */
export function NeedsSection({ needs }: { needs: readonly HouseholdNeed[] }) {
  return (
    <Section title={householdPage.needsTitle}>
      {needs.length === 0 ? (
        <Text>{householdPage.noNeeds}</Text>
      ) : (
        <ul className={classes.needs}>
          {needs.map((need, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a need has no name of its own, and none moves
            <li key={index}>
              <Need need={need} />
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function Need({ need }: { need: HouseholdNeed }) {
  const theme = useLabelOf("need_themes");
  return (
    <Stack gap={6}>
      <Group justify="space-between" gap="xs">
        <Title order={3} size="h5">
          {theme(need.theme)}
        </Title>
        <span className={classes.status} data-status={need.status}>
          {householdPage.needStatuses[need.status] ?? need.status}
        </span>
      </Group>
      {need.description ? <Text className={classes.text}>{unbroken(need.description)}</Text> : null}
      {need.answer ? (
        <div className={classes.because}>
          <Text size="sm" fw={600}>
            {householdPage.answer}
          </Text>
          <Text className={classes.text}>{unbroken(need.answer)}</Text>
        </div>
      ) : null}
    </Stack>
  );
}
