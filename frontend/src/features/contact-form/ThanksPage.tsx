import { Paper, Stack, Text, Title } from "@mantine/core";
import { useLocation } from "@tanstack/react-router";
import { ButtonLink } from "@/components/links";
import { PageHeader } from "@/components/PageHeader";
import { formatDate } from "@/i18n/format";
import { contactForm } from "@/i18n/fr/contact-form";
import type { Receipt } from "./api";
import classes from "./contact-form.module.css";

declare module "@tanstack/react-router" {
  interface HistoryState {
    /** What the thank-you page shows; survives a reload of the page. */
    receipt?: Receipt;
  }
}

/** After sending: the reference to keep, and what happens next. */
export function ThanksPage() {
  const receipt = useLocation({ select: (location) => location.state.receipt });
  return (
    <div className={classes.column}>
      <PageHeader title={contactForm.thanksTitle} />
      <Stack gap="lg">
        {receipt ? (
          <Paper withBorder p="lg">
            <Text c="dimmed">{contactForm.reference}</Text>
            <Text className={classes.reference}>{receipt.reference}</Text>
            <Text size="sm">{contactForm.referenceHint}</Text>
          </Paper>
        ) : null}
        <section aria-labelledby="next">
          <Title order={2} size="h4" id="next" mb="sm">
            {contactForm.nextTitle}
          </Title>
          <ol className={classes.steps}>
            {stepsOf(receipt).map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
        </section>
        <div>
          <ButtonLink to="/" variant="default">
            {contactForm.home}
          </ButtonLink>
        </div>
      </Stack>
    </div>
  );
}

function stepsOf(receipt: Receipt | undefined): readonly string[] {
  if (receipt === undefined) return contactForm.nextUnknown;
  const until = formatDate(receipt.expires_at);
  return receipt.contact === "phone"
    ? contactForm.nextByPhone(until)
    : contactForm.nextByEmail(until);
}
