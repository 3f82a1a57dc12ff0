import { Text } from "@mantine/core";
import { Section } from "@/components/Section";
import { formatDate, formatDaysFromNow, unbroken } from "@/i18n/format";
import { householdPage } from "@/i18n/fr/household-page";
import type { HouseholdPage } from "./api";

/** What happens next and when; nothing to wait for once the file is closed or the household has arrived. */
export function NextSection({ page }: { page: HouseholdPage }) {
  const step = page.next_step;
  if (step === null && !page.can_change_wishes) return null;
  return (
    <Section title={householdPage.nextTitle}>
      {step === null ? (
        <Text>{householdPage.noNext}</Text>
      ) : (
        <>
          <Text size="sm" c="dimmed">
            {householdPage.nextHint}
          </Text>
          <Text fw={600}>{unbroken(step.label)}</Text>
          <Text>{householdPage.nextOn(formatDate(step.on), formatDaysFromNow(step.on))}</Text>
        </>
      )}
    </Section>
  );
}
