import { Alert } from "@mantine/core";
import { useRouter, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { session } from "@/api/session";
import { useSession } from "@/api/use-session";
import { homeOf } from "@/app/safe-path";
import { auth } from "@/i18n/fr/auth";
import { AuthCard } from "./AuthCard";
import { type Credentials, CredentialsForm } from "./CredentialsForm";
import { TotpForm } from "./TotpForm";

/** Sign-in: address and password, then the second factor when the account has one. */
export function SignInPage() {
  const router = useRouter();
  const { suite } = useSearch({ from: "/public/connexion" });
  const state = useSession();
  const [pending, setPending] = useState<Credentials | null>(null);
  const enter = () => {
    const now = session.get();
    const home = homeOf(now.status === "signed_in" ? now.user : null);
    router.history.push(suite ?? home);
  };

  if (pending !== null) {
    return (
      <AuthCard key="totp" title={auth.totpTitle} intro={auth.totpIntro}>
        <TotpForm credentials={pending} onSignedIn={enter} onBack={() => setPending(null)} />
      </AuthCard>
    );
  }
  return (
    <AuthCard key="credentials" title={auth.signInTitle} intro={auth.signInIntro}>
      {state.status === "anonymous" && state.ended ? (
        <Alert color="ochre" role="status">
          {auth.sessionEnded}
        </Alert>
      ) : null}
      <CredentialsForm onSignedIn={enter} onTotpRequired={setPending} />
    </AuthCard>
  );
}
