import { NumberInput, Select, SimpleGrid, TextInput } from "@mantine/core";
import type { FormValidateInput } from "@mantine/form";
import { useState } from "react";
import { SubmitKey } from "@/api/preconditions";
import { useLabelOf, useTerritoryName } from "@/api/reference";
import { CodeMultiSelect } from "@/components/CodeSelect";
import { useConflict } from "@/components/ConflictDialog";
import type { ConflictField } from "@/components/conflict";
import { FormDialog } from "@/components/FormDialog";
import { TerritoryMultiSelect } from "@/components/TerritoryMultiSelect";
import { toastDone } from "@/components/toasts";
import { usePartnerOptions } from "@/features/partners/api";
import { useUserOptions } from "@/features/users/api";
import { formatLabels, formatList, formatShortDate } from "@/i18n/format";
import { administration, referents } from "@/i18n/fr/administration";
import { AbsencesField } from "./AbsencesField";
import {
  createReferent,
  type Referent,
  readReferent,
  updateReferent,
  useReferentOptions,
} from "./api";
import { bodyOf, REFERENT_LABELS, type ReferentValues, valuesOf } from "./values";

const VALIDATE: FormValidateInput<ReferentValues> = {
  display_name: (name) => (name.trim() === "" ? administration.nameRequired : null),
  partner_id: (partner) => (partner === null ? referents.partnerRequired : null),
};

interface ReferentDialogProps {
  /** Null to add one. */
  referent: Referent | null;
  onClose: () => void;
  onSaved: () => void;
}

/** Adds or changes a référent. */
export function ReferentDialog({ referent, onClose, onSaved }: ReferentDialogProps) {
  const [key] = useState(() => new SubmitKey());
  const partners = usePartnerOptions();
  const users = useUserOptions();
  const conflict = useConflict({
    fields: useConflictFields(),
    valuesOf,
    read: readReferent,
    send: (row: Referent, values: ReferentValues) => updateReferent(row, bodyOf(values)),
  });
  const send = async (values: ReferentValues) => {
    if (referent === null) {
      await createReferent(bodyOf(values), key.header(bodyOf(values)));
      toastDone(referents.created);
    } else {
      if ((await conflict.save(referent, values)) === null) return false;
      toastDone(referents.saved);
    }
    onSaved();
    return true;
  };
  return (
    <>
      <FormDialog
        title={referent === null ? referents.add : referents.editTitle}
        initialValues={valuesOf(referent)}
        validate={VALIDATE}
        send={send}
        labels={REFERENT_LABELS}
        onClose={onClose}
      >
        {(form) => (
          <>
            <TextInput
              label={referents.name}
              description={referents.nameHint}
              required
              {...form.getInputProps("display_name")}
            />
            <SimpleGrid cols={{ base: 1, xs: 2 }}>
              <Select
                searchable
                required
                label={referents.partner}
                data={partners}
                {...form.getInputProps("partner_id")}
              />
              <Select
                searchable
                clearable
                label={referents.user}
                data={users}
                {...form.getInputProps("user_id")}
              />
              <TextInput
                type="email"
                label={administration.email}
                {...form.getInputProps("email")}
              />
              <TextInput type="tel" label={administration.phone} {...form.getInputProps("phone")} />
            </SimpleGrid>
            <TerritoryMultiSelect label={referents.zones} {...form.getInputProps("zones")} />
            <CodeMultiSelect
              list="project_types"
              label={referents.projectTypes}
              description={referents.projectTypesHint}
              {...form.getInputProps("project_types")}
            />
            <SimpleGrid cols={{ base: 1, xs: 2 }}>
              <CodeMultiSelect
                list="languages"
                label={referents.languages}
                {...form.getInputProps("languages")}
              />
              <NumberInput
                label={referents.capacity}
                description={referents.capacityHint}
                inputWrapperOrder={["label", "input", "description", "error"]}
                min={0}
                max={1000}
                allowDecimal={false}
                hideControls
                {...form.getInputProps("capacity")}
              />
            </SimpleGrid>
            <AbsencesField form={form} ownId={referent?.id} />
          </>
        )}
      </FormDialog>
      {conflict.dialog}
    </>
  );
}

function useConflictFields(): ConflictField<ReferentValues>[] {
  const territory = useTerritoryName();
  const project = useLabelOf("project_types");
  const language = useLabelOf("languages");
  const labelIn = (options: { value: string; label: string }[], id: string | null) =>
    options.find(({ value }) => value === id)?.label ?? id ?? "";
  const partners = usePartnerOptions();
  const users = useUserOptions();
  const others = useReferentOptions();
  const show: Partial<Record<keyof ReferentValues, (values: ReferentValues) => string>> = {
    partner_id: (values) => labelIn(partners, values.partner_id),
    user_id: (values) => labelIn(users, values.user_id),
    zones: (values) => formatList(values.zones.map(territory)),
    project_types: (values) => formatLabels(values.project_types.map(project)),
    languages: (values) => formatList(values.languages.map(language)),
    absences: (values) =>
      formatList(
        bodyOf(values).absences.map(({ from_on, to_on, substitute_id }) =>
          referents.absenceShown(
            formatShortDate(from_on),
            formatShortDate(to_on),
            labelIn(others, substitute_id),
          ),
        ),
      ),
  };
  return (Object.keys(REFERENT_LABELS) as (keyof ReferentValues)[]).map((name) => ({
    name,
    label: REFERENT_LABELS[name],
    show: show[name] ?? ((values) => String(values[name] ?? "")),
  }));
}
