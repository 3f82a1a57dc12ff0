import { Badge, Button, PasswordInput, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { disableTotp, readMe, startTotp, type TotpEnrolment } from "@/api/auth";
import { asProblem, type Problem } from "@/api/problem";
import { type CurrentUser, session } from "@/api/session";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import { ProblemAlert } from "@/components/ProblemAlert";
import { Section } from "@/components/Section";
import { toastDone } from "@/components/toasts";
import { account } from "@/i18n/fr/account";
import { auth } from "@/i18n/fr/auth";
import { RecoveryCodes } from "./RecoveryCodes";
import { TotpEnrolmentForm } from "./TotpEnrolmentForm";

/** The second factor: off, being set up, codes to keep, or on. */
export function TotpSection({ user }: { user: CurrentUser }) {
  const [enrolment, setEnrolment] = useState<TotpEnrolment | null>(null);
  const [codes, setCodes] = useState<string[] | null>(null);
  const refresh = async () => session.updateUser(await readMe());

  if (codes !== null) {
    return (
      <Section title={account.recoveryTitle}>
        <RecoveryCodes codes={codes} onDone={() => setCodes(null)} />
      </Section>
    );
  }
  if (enrolment !== null) {
    return (
      <Section title={account.totp}>
        <TotpEnrolmentForm
          enrolment={enrolment}
          onCancel={() => setEnrolment(null)}
          onConfirmed={(recovery) => {
            setEnrolment(null);
            setCodes(recovery);
            void refresh();
          }}
        />
      </Section>
    );
  }
  const badge = (
    <Badge color={user.totp_enabled ? "valley" : "gray"}>
      {user.totp_enabled ? account.totpOn : account.totpOff}
    </Badge>
  );
  return (
    <Section title={account.totp} aside={badge}>
      {user.totp_enabled ? <TotpOn onDisabled={refresh} /> : <TotpOff onStarted={setEnrolment} />}
    </Section>
  );
}

function TotpOff({ onStarted }: { onStarted: (enrolment: TotpEnrolment) => void }) {
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const start = async () => {
    setPending(true);
    try {
      onStarted(await startTotp());
    } catch (error) {
      setProblem(asProblem(error));
      setPending(false);
    }
  };
  return (
    <Stack align="flex-start">
      <ProblemAlert problem={problem} />
      <Text>{account.totpOffText}</Text>
      <Button onClick={start} loading={pending}>
        {account.totpStart}
      </Button>
    </Stack>
  );
}

function TotpOn({ onDisabled }: { onDisabled: () => Promise<void> }) {
  const [asking, setAsking] = useState(false);
  const [password, setPassword] = useState("");
  return (
    <Stack align="flex-start">
      <Text>{account.totpOnText}</Text>
      <Button variant="default" onClick={() => setAsking(true)}>
        {account.totpDisable}
      </Button>
      <ConfirmDialog
        opened={asking}
        danger
        title={account.totpDisable}
        confirmLabel={account.totpDisable}
        onClose={() => {
          setAsking(false);
          setPassword("");
        }}
        onConfirm={async () => {
          await disableTotp(password);
          await onDisabled();
          toastDone(account.totpDisabled);
        }}
      >
        <Stack>
          <Text>{account.totpDisableText}</Text>
          <PasswordInput
            label={account.currentPassword}
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
            required
            data-autofocus
            visibilityToggleButtonProps={{ "aria-label": auth.showPassword, tabIndex: 0 }}
          />
        </Stack>
      </ConfirmDialog>
    </Stack>
  );
}
