import { Stack, Text } from "@mantine/core";
import { useLocation } from "@tanstack/react-router";
import { ButtonLink } from "@/components/links";
import { PageHeader } from "@/components/PageHeader";
import { formatDate } from "@/i18n/format";
import { employerSignUp } from "@/i18n/fr/employer-sign-up";
import type { Receipt } from "./api";
import classes from "./employer-sign-up.module.css";

declare module "@tanstack/react-router" {
  interface HistoryState {
    /** What the page after a sign-up shows; survives a reload of the page. */
    signUp?: Receipt;
  }
}

/** After sending: the mail to open. */
export function SignUpThanksPage() {
  const receipt = useLocation({ select: (location) => location.state.signUp });
  return (
    <div className={classes.column}>
      <PageHeader title={employerSignUp.thanksTitle} />
      <Stack gap="lg" align="flex-start">
        <Text size="lg">{employerSignUp.thanksText}</Text>
        {receipt ? <Text>{employerSignUp.thanksUntil(formatDate(receipt.expires_at))}</Text> : null}
        <Text c="dimmed">{employerSignUp.thanksNothing}</Text>
        <ButtonLink to="/" variant="default">
          {employerSignUp.home}
        </ButtonLink>
      </Stack>
    </div>
  );
}
