import { Loader, Paper, Stack, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useEffect } from "react";
import { asProblem } from "@/api/problem";
import { useHashToken } from "@/components/hash-token";
import { ButtonLink } from "@/components/links";
import { PageHeader } from "@/components/PageHeader";
import { ErrorState } from "@/components/states";
import { contactForm } from "@/i18n/fr/contact-form";
import { type Confirmation, confirmRequest } from "./api";
import classes from "./contact-form.module.css";

/** Where the mailed link leads: confirms at once and tells the file's number. */
export function ConfirmationPage() {
  const token = useHashToken();
  const confirmation = useMutation({ mutationFn: confirmRequest });
  const { mutate } = confirmation;
  useEffect(() => {
    if (token !== "") mutate(token);
  }, [token, mutate]);

  if (token === "") return <Expired />;
  if (confirmation.data) return <Confirmed confirmation={confirmation.data} />;
  if (confirmation.isError) {
    const problem = asProblem(confirmation.error);
    if (!problem.isTransient && problem.code !== "unexpected") return <Expired />;
    return (
      <div className={classes.column}>
        <PageHeader key="failed" title={contactForm.confirmTab} />
        <ErrorState
          error={problem}
          title={contactForm.confirmFailed}
          onRetry={() => mutate(token)}
        />
      </div>
    );
  }
  return (
    <div className={classes.column}>
      <PageHeader key="confirming" title={contactForm.confirmTab} />
      <Stack align="center" role="status">
        <Loader />
        <Text>{contactForm.confirming}</Text>
      </Stack>
    </div>
  );
}

function Confirmed({ confirmation }: { confirmation: Confirmation }) {
  return (
    <div className={classes.column}>
      <PageHeader
        key="confirmed"
        title={contactForm.confirmedTitle(confirmation.first_name)}
        documentTitle={contactForm.confirmTab}
      />
      <Stack gap="lg">
        <Paper withBorder p="lg">
          <Text c="dimmed">{contactForm.fileNumber}</Text>
          <Text className={classes.reference}>{confirmation.number}</Text>
        </Paper>
        <Text>{contactForm.confirmedText}</Text>
        <Text>{contactForm.confirmedFollow}</Text>
        <Text size="sm" c="dimmed">
          {contactForm.confirmedAgain}
        </Text>
        <div>
          <ButtonLink to="/" variant="default">
            {contactForm.home}
          </ButtonLink>
        </div>
      </Stack>
    </div>
  );
}

function Expired() {
  return (
    <div className={classes.column}>
      <PageHeader key="expired" title={contactForm.expiredTitle} />
      <Stack gap="lg" align="flex-start">
        <Text>{contactForm.expiredText}</Text>
        <ButtonLink to="/demande">{contactForm.newRequest}</ButtonLink>
      </Stack>
    </div>
  );
}
