import { Stack, Text, VisuallyHidden } from "@mantine/core";
import { IconCheck } from "@tabler/icons-react";
import { useLabelOf } from "@/api/reference";
import { ButtonLink } from "@/components/links";
import { Section } from "@/components/Section";
import { householdPage } from "@/i18n/fr/household-page";
import classes from "./household-page.module.css";

/** The way of a file that goes well; a pause or an end is told in words alone. */
const WAY = ["received", "looking", "accompanied", "settled"];

/** Where the project stands, on its way and in a sentence. */
export function StageSection({ stage }: { stage: string }) {
  const label = useLabelOf("household_stages");
  const now = WAY.indexOf(stage);
  return (
    <Section title={householdPage.stageTitle}>
      <Stack>
        {now < 0 ? (
          <Text fw={600}>{label(stage)}</Text>
        ) : (
          <ol className={classes.way}>
            {WAY.map((step, index) => (
              <li
                key={step}
                className={classes.step}
                data-place={index < now ? "done" : index === now ? "now" : "ahead"}
                aria-current={index === now ? "step" : undefined}
              >
                <span className={classes.mark} aria-hidden="true">
                  {index < now ? <IconCheck size={18} /> : index + 1}
                </span>
                <span>
                  {label(step)}
                  <VisuallyHidden>{` – ${placeOf(index, now)}`}</VisuallyHidden>
                </span>
              </li>
            ))}
          </ol>
        )}
        <Text>{householdPage.stages[stage]}</Text>
        {stage === "closed" ? (
          <div className="oml-no-print">
            <ButtonLink to="/demande">{householdPage.newRequest}</ButtonLink>
          </div>
        ) : null}
      </Stack>
    </Section>
  );
}

function placeOf(index: number, now: number): string {
  if (index === now) return householdPage.stageNow;
  return index < now ? householdPage.stageDone : householdPage.stageAhead;
}
