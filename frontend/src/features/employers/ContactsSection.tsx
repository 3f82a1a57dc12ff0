import {
  Anchor,
  Badge,
  Button,
  Checkbox,
  Group,
  SimpleGrid,
  Stack,
  Text,
  TextInput,
} from "@mantine/core";
import type { FormValidateInput } from "@mantine/form";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { SubmitKey } from "@/api/preconditions";
import { call } from "@/api/transport";
import type { Schema } from "@/api/types";
import { useMay } from "@/api/use-session";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import { FormDialog } from "@/components/FormDialog";
import { orNull } from "@/components/form-values";
import { PhoneLink } from "@/components/PhoneLink";
import { Section } from "@/components/Section";
import { SmallButton } from "@/components/SmallButton";
import { ErrorState, LoadingState } from "@/components/states";
import { toastDone } from "@/components/toasts";
import { administration } from "@/i18n/fr/administration";
import { common } from "@/i18n/fr/common";
import { employers } from "@/i18n/fr/employers";
import {
  accountsPath,
  type Contact,
  contactsPath,
  createAccount,
  createContact,
  type Employer,
  removeContact,
  updateContact,
} from "./api";
import classes from "./employers.module.css";

type Open = { contact: Contact | null; as: "edit" | "remove" | "access" };

const nameOf = ({ first_name, last_name }: Contact) => `${first_name} ${last_name}`;

/** The people to talk to at an employer, the first to call before the others. */
export function ContactsSection({ employer }: { employer: Employer }) {
  const mayWrite = useMay("write_employer_contacts") && employer.archived_at === null;
  const mayInvite = useMay("manage_employer_accounts") && employer.archived_at === null;
  const [open, setOpen] = useState<Open | null>(null);
  const queries = useQueryClient();
  const path = contactsPath(employer.id);
  const contacts = useQuery({
    queryKey: [path],
    queryFn: () => call<Schema<"EmployerContactList">>("GET", path),
  });
  const items = contacts.data?.items ?? [];
  const close = () => setOpen(null);
  const refresh = () => void contacts.refetch();
  return (
    <Section
      title={employers.contacts}
      aside={
        mayWrite ? (
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => setOpen({ contact: null, as: "edit" })}
          >
            {employers.addContact}
          </Button>
        ) : null
      }
    >
      {contacts.isPending ? <LoadingState lines={2} /> : null}
      {contacts.isError ? <ErrorState error={contacts.error} onRetry={refresh} /> : null}
      {contacts.isSuccess && items.length === 0 ? (
        <Text c="dimmed">{employers.noContacts}</Text>
      ) : null}
      <ul className={classes.list}>
        {items.map((contact) => (
          <li key={contact.id}>
            <Line contact={contact} />
            <Group gap="xs" mt="xs">
              {mayWrite ? (
                <>
                  <SmallButton
                    label={common.edit}
                    name={administration.editOf(nameOf(contact))}
                    onClick={() => setOpen({ contact, as: "edit" })}
                  />
                  <SmallButton
                    label={common.remove}
                    name={`${common.remove} ${nameOf(contact)}`}
                    onClick={() => setOpen({ contact, as: "remove" })}
                  />
                </>
              ) : null}
              {mayInvite && contact.email ? (
                <SmallButton
                  label={employers.access}
                  name={`${employers.access} : ${nameOf(contact)}`}
                  onClick={() => setOpen({ contact, as: "access" })}
                />
              ) : null}
            </Group>
          </li>
        ))}
      </ul>
      {open?.as === "edit" ? (
        <ContactDialog
          employerId={employer.id}
          contact={open.contact}
          onClose={close}
          onSaved={refresh}
        />
      ) : null}
      <ConfirmDialog
        opened={open?.as === "remove"}
        danger
        title={employers.removeContactTitle(open?.contact ? nameOf(open.contact) : "")}
        confirmLabel={common.remove}
        onConfirm={async () => {
          if (open?.contact) await removeContact(employer.id, open.contact);
          toastDone(employers.contactRemoved);
          refresh();
        }}
        onClose={close}
      >
        {employers.removeContactText}
      </ConfirmDialog>
      <ConfirmDialog
        opened={open?.as === "access"}
        title={employers.accessTitle}
        confirmLabel={employers.access}
        onConfirm={async () => {
          if (open?.contact) await giveAccess(employer, open.contact);
          toastDone(employers.accessGiven);
          await queries.invalidateQueries({ queryKey: [accountsPath(employer.id)] });
        }}
        onClose={close}
      >
        {employers.accessText}
      </ConfirmDialog>
    </Section>
  );
}

const giveAccess = (employer: Employer, contact: Contact) => {
  const { first_name, last_name } = contact;
  const body = { first_name, last_name, email: contact.email ?? "" };
  return createAccount(employer.id, body, new SubmitKey().header(body));
};

function Line({ contact }: { contact: Contact }) {
  return (
    <Stack gap={2} align="flex-start">
      <Group gap="xs">
        <Text fw={600}>{nameOf(contact)}</Text>
        {contact.is_main ? <Badge color="valley">{employers.isMain}</Badge> : null}
      </Group>
      {contact.job_title ? (
        <Text size="sm" c="dimmed">
          {contact.job_title}
        </Text>
      ) : null}
      {contact.phone ? <PhoneLink phone={contact.phone} size="sm" /> : null}
      {contact.email ? (
        <Anchor size="sm" href={`mailto:${contact.email}`} className={classes.long}>
          {contact.email}
        </Anchor>
      ) : null}
    </Stack>
  );
}

type Values = {
  first_name: string;
  last_name: string;
  job_title: string;
  email: string;
  phone: string;
  is_main: boolean;
};

const LABELS: Record<keyof Values, string> = {
  first_name: employers.firstName,
  last_name: employers.lastName,
  job_title: employers.jobTitle,
  email: employers.email,
  phone: employers.phone,
  is_main: employers.isMain,
};

const VALIDATE: FormValidateInput<Values> = {
  first_name: (name) => (name.trim() === "" ? employers.firstNameRequired : null),
  last_name: (name) => (name.trim() === "" ? employers.lastNameRequired : null),
};

const bodyOf = (values: Values) => ({
  first_name: values.first_name.trim(),
  last_name: values.last_name.trim(),
  job_title: orNull(values.job_title),
  email: orNull(values.email),
  phone: orNull(values.phone),
  is_main: values.is_main,
});

interface ContactDialogProps {
  employerId: string;
  /** Null to add one. */
  contact: Contact | null;
  onClose: () => void;
  onSaved: () => void;
}

function ContactDialog({ employerId, contact, onClose, onSaved }: ContactDialogProps) {
  const [key] = useState(() => new SubmitKey());
  return (
    <FormDialog<Values>
      title={contact === null ? employers.addContact : employers.editContact}
      initialValues={{
        first_name: contact?.first_name ?? "",
        last_name: contact?.last_name ?? "",
        job_title: contact?.job_title ?? "",
        email: contact?.email ?? "",
        phone: contact?.phone ?? "",
        is_main: contact?.is_main ?? false,
      }}
      validate={VALIDATE}
      labels={LABELS}
      send={async (values) => {
        const body = bodyOf(values);
        if (contact === null) await createContact(employerId, body, key.header(body));
        else await updateContact(employerId, contact, body);
        toastDone(employers.contactSaved);
        onSaved();
        return true;
      }}
      onClose={onClose}
    >
      {(form) => (
        <>
          <SimpleGrid cols={{ base: 1, xs: 2 }}>
            <TextInput label={employers.firstName} required {...form.getInputProps("first_name")} />
            <TextInput label={employers.lastName} required {...form.getInputProps("last_name")} />
          </SimpleGrid>
          <TextInput label={employers.jobTitle} {...form.getInputProps("job_title")} />
          <SimpleGrid cols={{ base: 1, xs: 2 }}>
            <TextInput type="email" label={employers.email} {...form.getInputProps("email")} />
            <TextInput type="tel" label={employers.phone} {...form.getInputProps("phone")} />
          </SimpleGrid>
          <Checkbox
            label={employers.isMain}
            {...form.getInputProps("is_main", { type: "checkbox" })}
          />
        </>
      )}
    </FormDialog>
  );
}
