import { NumberInput, SimpleGrid, TextInput } from "@mantine/core";
import type { FormValidateInput } from "@mantine/form";
import { useState } from "react";
import { SubmitKey } from "@/api/preconditions";
import { useLabelOf, useTerritoryName } from "@/api/reference";
import { CodeSelect } from "@/components/CodeSelect";
import { useConflict } from "@/components/ConflictDialog";
import type { ConflictField } from "@/components/conflict";
import { FormDialog } from "@/components/FormDialog";
import { orNull } from "@/components/form-values";
import { TerritoryMultiSelect } from "@/components/TerritoryMultiSelect";
import { toastDone } from "@/components/toasts";
import { formatList } from "@/i18n/format";
import { administration, partners } from "@/i18n/fr/administration";
import { createPartner, type Partner, type PartnerBody, readPartner, updatePartner } from "./api";

type Values = {
  name: string;
  kind: string | null;
  territories: string[];
  email: string;
  phone: string;
  website: string;
  members: number | string;
};

const LABELS: Record<keyof Values, string> = {
  name: partners.name,
  kind: partners.kind,
  territories: partners.territories,
  email: administration.email,
  phone: administration.phone,
  website: partners.website,
  members: partners.members,
};

function valuesOf(partner: Partner | null): Values {
  return {
    name: partner?.name ?? "",
    kind: partner?.kind ?? null,
    territories: partner?.territories ?? [],
    email: partner?.email ?? "",
    phone: partner?.phone ?? "",
    website: partner?.website ?? "",
    members: partner?.declared_member_count ?? "",
  };
}

function bodyOf(values: Values): PartnerBody {
  return {
    name: values.name.trim(),
    kind: values.kind ?? "",
    territories: values.territories,
    email: orNull(values.email),
    phone: orNull(values.phone),
    website: orNull(values.website),
    declared_member_count: values.members === "" ? null : Number(values.members),
  };
}

const VALIDATE: FormValidateInput<Values> = {
  name: (name) => (name.trim() === "" ? administration.nameRequired : null),
  kind: (kind) => (kind === null ? administration.kindRequired : null),
};

interface PartnerDialogProps {
  /** Null to add one. */
  partner: Partner | null;
  onClose: () => void;
  onSaved: () => void;
}

/** Adds or changes a partner. */
export function PartnerDialog({ partner, onClose, onSaved }: PartnerDialogProps) {
  const [key] = useState(() => new SubmitKey());
  const conflict = useConflict({
    fields: useConflictFields(),
    valuesOf,
    read: readPartner,
    send: (row: Partner, values: Values) => updatePartner(row, bodyOf(values)),
  });
  const send = async (values: Values) => {
    if (partner === null) {
      await createPartner(bodyOf(values), key.header(bodyOf(values)));
      toastDone(partners.created);
    } else {
      if ((await conflict.save(partner, values)) === null) return false;
      toastDone(partners.saved);
    }
    onSaved();
    return true;
  };
  return (
    <>
      <FormDialog
        title={partner === null ? partners.add : partners.editTitle}
        initialValues={valuesOf(partner)}
        validate={VALIDATE}
        send={send}
        labels={LABELS}
        onClose={onClose}
      >
        {(form) => (
          <>
            <TextInput label={partners.name} required {...form.getInputProps("name")} />
            <CodeSelect
              list="partner_kinds"
              label={partners.kind}
              required
              {...form.getInputProps("kind")}
            />
            <TerritoryMultiSelect
              label={partners.territories}
              {...form.getInputProps("territories")}
            />
            <SimpleGrid cols={{ base: 1, xs: 2 }}>
              <TextInput
                type="email"
                label={administration.email}
                {...form.getInputProps("email")}
              />
              <TextInput type="tel" label={administration.phone} {...form.getInputProps("phone")} />
            </SimpleGrid>
            <TextInput
              type="url"
              label={partners.website}
              description={partners.websiteHint}
              {...form.getInputProps("website")}
            />
            <NumberInput
              label={partners.members}
              min={0}
              allowDecimal={false}
              hideControls
              {...form.getInputProps("members")}
            />
          </>
        )}
      </FormDialog>
      {conflict.dialog}
    </>
  );
}

function useConflictFields(): ConflictField<Values>[] {
  const kind = useLabelOf("partner_kinds");
  const territory = useTerritoryName();
  const show: Partial<Record<keyof Values, (values: Values) => string>> = {
    kind: (values) => (values.kind === null ? "" : kind(values.kind)),
    territories: (values) => formatList(values.territories.map(territory)),
  };
  return (Object.keys(LABELS) as (keyof Values)[]).map((name) => ({
    name,
    label: LABELS[name],
    show: show[name] ?? ((values) => String(values[name] ?? "")),
  }));
}
