import { Badge, Button, Group, SimpleGrid, Stack, Text, TextInput } from "@mantine/core";
import type { FormValidateInput } from "@mantine/form";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { SubmitKey } from "@/api/preconditions";
import { useLabelOf } from "@/api/reference";
import { call } from "@/api/transport";
import type { Schema } from "@/api/types";
import { useCurrentUser } from "@/api/use-session";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import { FormDialog } from "@/components/FormDialog";
import { Section } from "@/components/Section";
import { SmallButton } from "@/components/SmallButton";
import { ErrorState, LoadingState } from "@/components/states";
import { toastDone } from "@/components/toasts";
import { employerSpace } from "@/i18n/fr/employer-space";
import { employers } from "@/i18n/fr/employers";
import { type Account, accountsPath, createAccount, type Employer, removeAccount } from "./api";
import classes from "./employers.module.css";

const nameOf = ({ first_name, last_name }: Account) => `${first_name} ${last_name}`;

/** Who acts on behalf of an employer, invited by a colleague or by the programme. */
export function AccountsSection({ employer }: { employer: Employer }) {
  const path = accountsPath(employer.id);
  const me = useCurrentUser()?.id;
  const status = useLabelOf("user_statuses");
  const [inviting, setInviting] = useState(false);
  const [ended, setEnded] = useState<Account | null>(null);
  const accounts = useQuery({
    queryKey: [path],
    queryFn: () => call<Schema<"EmployerAccountList">>("GET", path),
  });
  const items = accounts.data?.items ?? [];
  const refresh = () => void accounts.refetch();
  return (
    <Section
      title={employerSpace.accounts}
      aside={
        employer.archived_at === null ? (
          <Button size="compact-sm" variant="default" onClick={() => setInviting(true)}>
            {employerSpace.invite}
          </Button>
        ) : null
      }
    >
      {accounts.isPending ? <LoadingState lines={2} /> : null}
      {accounts.isError ? (
        <ErrorState error={accounts.error} onRetry={() => accounts.refetch()} />
      ) : null}
      {accounts.isSuccess && items.length === 0 ? (
        <Text c="dimmed">{employerSpace.noAccounts}</Text>
      ) : null}
      <ul className={classes.list}>
        {items.map((account) => (
          <li key={account.id}>
            <Group justify="space-between" align="flex-start" gap="xs">
              <Stack gap={2}>
                <Group gap="xs">
                  <Text fw={600}>{nameOf(account)}</Text>
                  <Badge color={account.status === "active" ? "valley" : "gray"}>
                    {status(account.status)}
                  </Badge>
                </Group>
                <Text size="sm" c="dimmed" className={classes.long}>
                  {account.email}
                </Text>
              </Stack>
              {account.id === me ? null : (
                <SmallButton
                  label={employerSpace.end}
                  name={employerSpace.endOf(nameOf(account))}
                  onClick={() => setEnded(account)}
                />
              )}
            </Group>
          </li>
        ))}
      </ul>
      {inviting ? (
        <InviteDialog id={employer.id} onClose={() => setInviting(false)} onSaved={refresh} />
      ) : null}
      <ConfirmDialog
        opened={ended !== null}
        danger
        title={employerSpace.endTitle(ended ? nameOf(ended) : "")}
        confirmLabel={employerSpace.end}
        onConfirm={async () => {
          if (ended) await removeAccount(employer.id, ended);
          toastDone(employerSpace.ended);
          refresh();
        }}
        onClose={() => setEnded(null)}
      >
        {employerSpace.endText}
      </ConfirmDialog>
    </Section>
  );
}

type Values = { email: string; first_name: string; last_name: string };

const VALIDATE: FormValidateInput<Values> = {
  email: (email) => (email.trim() === "" ? employerSpace.emailRequired : null),
  first_name: (name) => (name.trim() === "" ? employers.firstNameRequired : null),
  last_name: (name) => (name.trim() === "" ? employers.lastNameRequired : null),
};

interface InviteDialogProps {
  id: string;
  onClose: () => void;
  onSaved: () => void;
}

function InviteDialog({ id, onClose, onSaved }: InviteDialogProps) {
  const [key] = useState(() => new SubmitKey());
  return (
    <FormDialog<Values>
      title={employerSpace.inviteTitle}
      submitLabel={employerSpace.invite}
      initialValues={{ email: "", first_name: "", last_name: "" }}
      validate={VALIDATE}
      labels={{
        email: employers.email,
        first_name: employers.firstName,
        last_name: employers.lastName,
      }}
      send={async ({ email, first_name, last_name }) => {
        const body = {
          email: email.trim(),
          first_name: first_name.trim(),
          last_name: last_name.trim(),
        };
        await createAccount(id, body, key.header(body));
        toastDone(employers.accessGiven);
        onSaved();
        return true;
      }}
      onClose={onClose}
    >
      {(form) => (
        <>
          <Text size="sm">{employers.accessText}</Text>
          <SimpleGrid cols={{ base: 1, xs: 2 }}>
            <TextInput label={employers.firstName} required {...form.getInputProps("first_name")} />
            <TextInput label={employers.lastName} required {...form.getInputProps("last_name")} />
          </SimpleGrid>
          <TextInput
            type="email"
            label={employers.email}
            required
            {...form.getInputProps("email")}
          />
        </>
      )}
    </FormDialog>
  );
}
