import { Loader, Stack, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { type ReactNode, useEffect } from "react";
import { asProblem } from "@/api/problem";
import { useHashToken } from "@/components/hash-token";
import { AnchorLink, ButtonLink } from "@/components/links";
import { PageHeader } from "@/components/PageHeader";
import { ErrorState } from "@/components/states";
import { auth } from "@/i18n/fr/auth";
import { employerSignUp } from "@/i18n/fr/employer-sign-up";
import { type Confirmation, confirmSignUp } from "./api";
import classes from "./employer-sign-up.module.css";

/** Where the mailed link leads: confirms at once, then on to the password. */
export function SignUpConfirmationPage() {
  const token = useHashToken();
  const confirmation = useMutation({ mutationFn: confirmSignUp });
  const { mutate } = confirmation;
  useEffect(() => {
    if (token !== "") mutate(token);
  }, [token, mutate]);

  if (token === "") return <Expired />;
  if (confirmation.data) return <Confirmed confirmation={confirmation.data} />;
  if (confirmation.isError) {
    const problem = asProblem(confirmation.error);
    if (problem.code === "validation_failed") return <Expired />;
    return (
      <Page key="failed" title={employerSignUp.confirmTab}>
        <ErrorState
          error={problem}
          title={employerSignUp.confirmFailed}
          onRetry={() => mutate(token)}
        />
      </Page>
    );
  }
  return (
    <Page key="confirming" title={employerSignUp.confirmTab}>
      <Stack align="center" role="status">
        <Loader />
        <Text>{employerSignUp.confirming}</Text>
      </Stack>
    </Page>
  );
}

function Confirmed({ confirmation }: { confirmation: Confirmation }) {
  const { first_name, name, status, password_token } = confirmation;
  if (status === "refused") {
    return (
      <Page key="refused" title={employerSignUp.refusedTitle}>
        <Text>{employerSignUp.refusedText}</Text>
      </Page>
    );
  }
  if (status === "waiting") {
    return (
      <Page key="waiting" title={employerSignUp.waitingTitle(first_name)}>
        <Text size="lg">{employerSignUp.waitingText(name)}</Text>
        <ButtonLink to="/" variant="default">
          {employerSignUp.home}
        </ButtonLink>
      </Page>
    );
  }
  return (
    <Page key="accepted" title={employerSignUp.acceptedTitle(first_name)}>
      {password_token ? (
        <>
          <Text size="lg">{employerSignUp.acceptedText(name)}</Text>
          <ButtonLink to="/mot-de-passe" hash={password_token} size="lg">
            {employerSignUp.choosePassword}
          </ButtonLink>
        </>
      ) : (
        <>
          <Text size="lg">{employerSignUp.alreadyText(name)}</Text>
          <ButtonLink to="/connexion">{employerSignUp.signIn}</ButtonLink>
          <AnchorLink to="/mot-de-passe-oublie">{auth.askNewLink}</AnchorLink>
        </>
      )}
    </Page>
  );
}

function Expired() {
  return (
    <Page key="expired" title={employerSignUp.expiredTitle}>
      <Text>{employerSignUp.expiredText}</Text>
      <ButtonLink to="/rejoindre-le-reseau">{employerSignUp.again}</ButtonLink>
    </Page>
  );
}

function Page({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className={classes.column}>
      <PageHeader title={title} documentTitle={employerSignUp.confirmTab} />
      <Stack gap="lg" align="flex-start">
        {children}
      </Stack>
    </div>
  );
}
