import { SimpleGrid, Text, TextInput } from "@mantine/core";
import type { FormValidateInput } from "@mantine/form";
import { useState } from "react";
import { SubmitKey } from "@/api/preconditions";
import { useConflict } from "@/components/ConflictDialog";
import type { ConflictField } from "@/components/conflict";
import { FormDialog } from "@/components/FormDialog";
import { toastDone } from "@/components/toasts";
import { administration, users } from "@/i18n/fr/administration";
import { inviteUser, readUser, type User, type UserBody, updateUser } from "./api";
import { GrantsField, NO_GRANT } from "./GrantsField";
import { useGrantText } from "./grant-text";

const LABELS: Record<keyof UserBody, string> = {
  first_name: users.firstName,
  last_name: users.lastName,
  email: administration.email,
  grants: users.grants,
};

const GRANT_LABELS = {
  role: users.role,
  partner_id: users.partner,
  territories: users.territories,
  project_types: users.projectTypes,
  valid_from: users.validFrom,
  valid_to: users.validTo,
};

function valuesOf(user: User | null): UserBody {
  return {
    first_name: user?.first_name ?? "",
    last_name: user?.last_name ?? "",
    email: user?.email ?? "",
    grants: user?.grants ?? [NO_GRANT],
  };
}

const required = (message: string) => (value: string) => (value.trim() === "" ? message : null);

const VALIDATE: FormValidateInput<UserBody> = {
  first_name: required(users.firstNameRequired),
  last_name: required(users.lastNameRequired),
  email: required(users.emailRequired),
  grants: (grants) => (grants.length === 0 ? users.grantsRequired : null),
};

interface UserDialogProps {
  /** Null to invite somebody. */
  user: User | null;
  onClose: () => void;
  onSaved: () => void;
}

/** Invites somebody, or changes their account and rights. */
export function UserDialog({ user, onClose, onSaved }: UserDialogProps) {
  const [key] = useState(() => new SubmitKey());
  const grantText = useGrantText();
  const fields: ConflictField<UserBody>[] = [
    { name: "first_name", label: LABELS.first_name, show: (values) => values.first_name },
    { name: "last_name", label: LABELS.last_name, show: (values) => values.last_name },
    { name: "email", label: LABELS.email, show: (values) => values.email },
    {
      name: "grants",
      label: LABELS.grants,
      show: (values) => values.grants.map(grantText).join(" ; "),
    },
  ];
  const conflict = useConflict({ fields, valuesOf, read: readUser, send: updateUser });
  const send = async (values: UserBody) => {
    if (user === null) {
      await inviteUser(values, key.header(values));
      toastDone(users.invited);
    } else {
      if ((await conflict.save(user, values)) === null) return false;
      toastDone(users.saved);
    }
    onSaved();
    return true;
  };
  return (
    <>
      <FormDialog
        title={user === null ? users.inviteTitle : users.editTitle}
        initialValues={valuesOf(user)}
        validate={VALIDATE}
        send={send}
        submitLabel={user === null ? users.invite : undefined}
        labels={{ ...LABELS, ...GRANT_LABELS }}
        onClose={onClose}
      >
        {(form) => (
          <>
            {user === null ? <Text c="dimmed">{users.inviteHint}</Text> : null}
            <SimpleGrid cols={{ base: 1, xs: 2 }}>
              <TextInput label={users.firstName} required {...form.getInputProps("first_name")} />
              <TextInput label={users.lastName} required {...form.getInputProps("last_name")} />
            </SimpleGrid>
            <TextInput
              type="email"
              label={administration.email}
              required
              {...form.getInputProps("email")}
            />
            <GrantsField form={form} />
          </>
        )}
      </FormDialog>
      {conflict.dialog}
    </>
  );
}
