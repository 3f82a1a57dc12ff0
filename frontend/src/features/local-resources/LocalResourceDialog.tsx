import { Select, SimpleGrid, Textarea, TextInput } from "@mantine/core";
import type { FormValidateInput } from "@mantine/form";
import { useState } from "react";
import { SubmitKey } from "@/api/preconditions";
import { useLabelOf, useTerritoryName } from "@/api/reference";
import { CodeSelect } from "@/components/CodeSelect";
import { useConflict } from "@/components/ConflictDialog";
import type { ConflictField } from "@/components/conflict";
import { FormDialog } from "@/components/FormDialog";
import { orNull } from "@/components/form-values";
import { toastDone } from "@/components/toasts";
import { fields } from "@/i18n/fr/fields";
import { localResources } from "@/i18n/fr/local-resources";
import {
  createLocalResource,
  type LocalResource,
  type LocalResourceBody,
  readLocalResource,
  updateLocalResource,
} from "./api";
import { useOwnDirectoryTerritories } from "./use-territory-options";

type Values = {
  name: string;
  theme: string | null;
  territory_code: string | null;
  description: string;
  contact_name: string;
  phone: string;
  email: string;
  website: string;
};

const LABELS: Record<keyof Values, string> = {
  name: localResources.name,
  theme: localResources.theme,
  territory_code: localResources.territory,
  description: localResources.description,
  contact_name: localResources.contactName,
  phone: localResources.phone,
  email: localResources.email,
  website: localResources.website,
};

const VALIDATE: FormValidateInput<Values> = {
  name: (name) => (name.trim() === "" ? localResources.nameRequired : null),
  theme: (theme) => (theme === null ? localResources.themeRequired : null),
  territory_code: (code) => (code === null ? localResources.territoryRequired : null),
};

function valuesOf(entry: LocalResource): Values {
  return {
    name: entry.name,
    theme: entry.theme,
    territory_code: entry.territory_code,
    description: entry.description ?? "",
    contact_name: entry.contact_name ?? "",
    phone: entry.phone ?? "",
    email: entry.email ?? "",
    website: entry.website ?? "",
  };
}

const blank = (territory_code: string | null, theme: string | null): Values => ({
  name: "",
  theme,
  territory_code,
  description: "",
  contact_name: "",
  phone: "",
  email: "",
  website: "",
});

function bodyOf(values: Values): LocalResourceBody {
  return {
    name: values.name.trim(),
    theme: values.theme ?? "",
    territory_code: values.territory_code ?? "",
    description: orNull(values.description),
    contact_name: orNull(values.contact_name),
    phone: orNull(values.phone),
    email: orNull(values.email),
    website: orNull(values.website),
  };
}

interface LocalResourceDialogProps {
  /** Null to add one. */
  entry: LocalResource | null;
  /** Territory and theme of the list being looked at: a new entry most often belongs there. */
  shown: { territory?: string | undefined; theme?: string | undefined };
  onClose: () => void;
  onSaved: () => void;
}

/** Adds or changes an entry of the directory. */
export function LocalResourceDialog({ entry, shown, onClose, onSaved }: LocalResourceDialogProps) {
  const [key] = useState(() => new SubmitKey());
  const territories = useOwnDirectoryTerritories();
  const conflict = useConflict({
    fields: useConflictFields(),
    valuesOf,
    read: readLocalResource,
    send: (row: LocalResource, values: Values) => updateLocalResource(row, bodyOf(values)),
  });
  const own = territories.some(({ value }) => value === shown.territory) ? shown.territory : null;
  const only = territories.length === 1 ? territories[0]?.value : null;
  const send = async (values: Values) => {
    if (entry === null) {
      await createLocalResource(bodyOf(values), key.header(bodyOf(values)));
      toastDone(localResources.created);
    } else {
      if ((await conflict.save(entry, values)) === null) return false;
      toastDone(localResources.saved);
    }
    onSaved();
    return true;
  };
  return (
    <>
      <FormDialog
        title={entry === null ? localResources.addTitle : localResources.editTitle}
        initialValues={
          entry === null ? blank(own ?? only ?? null, shown.theme ?? null) : valuesOf(entry)
        }
        validate={VALIDATE}
        send={send}
        labels={LABELS}
        onClose={onClose}
      >
        {(form) => (
          <>
            <TextInput label={localResources.name} required {...form.getInputProps("name")} />
            <SimpleGrid cols={{ base: 1, xs: 2 }}>
              <CodeSelect
                list="need_themes"
                label={localResources.theme}
                required
                {...form.getInputProps("theme")}
              />
              <Select
                label={localResources.territory}
                required
                data={territories}
                placeholder={fields.choose}
                {...form.getInputProps("territory_code")}
              />
            </SimpleGrid>
            <Textarea
              label={localResources.description}
              description={localResources.descriptionHint}
              autosize
              minRows={3}
              {...form.getInputProps("description")}
            />
            <TextInput label={localResources.contactName} {...form.getInputProps("contact_name")} />
            <SimpleGrid cols={{ base: 1, xs: 2 }}>
              <TextInput type="tel" label={localResources.phone} {...form.getInputProps("phone")} />
              <TextInput
                type="email"
                label={localResources.email}
                {...form.getInputProps("email")}
              />
            </SimpleGrid>
            <TextInput
              type="url"
              label={localResources.website}
              description={localResources.websiteHint}
              {...form.getInputProps("website")}
            />
          </>
        )}
      </FormDialog>
      {conflict.dialog}
    </>
  );
}

function useConflictFields(): ConflictField<Values>[] {
  const theme = useLabelOf("need_themes");
  const territory = useTerritoryName();
  const show: Partial<Record<keyof Values, (values: Values) => string>> = {
    theme: (values) => (values.theme === null ? "" : theme(values.theme)),
    territory_code: (values) =>
      values.territory_code === null ? "" : territory(values.territory_code),
  };
  return (Object.keys(LABELS) as (keyof Values)[]).map((name) => ({
    name,
    label: LABELS[name],
    show: show[name] ?? ((values) => values[name] ?? ""),
  }));
}
