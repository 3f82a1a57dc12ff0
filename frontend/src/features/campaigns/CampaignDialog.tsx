import { NumberInput, SimpleGrid, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import { SubmitKey } from "@/api/preconditions";
import { useLabelOf } from "@/api/reference";
import { CodeMultiSelect } from "@/components/CodeSelect";
import { useConflict } from "@/components/ConflictDialog";
import type { ConflictField } from "@/components/conflict";
import { DateField } from "@/components/DateField";
import { FormDialog } from "@/components/FormDialog";
import { toastDone } from "@/components/toasts";
import { formatLabels, formatShortDate } from "@/i18n/format";
import { campaigns } from "@/i18n/fr/campaigns";
import { type Campaign, createCampaign, readCampaign, updateCampaign } from "./api";
import { bodyOf, codeOf, LABELS, VALIDATE, type Values, valuesOf } from "./values";

interface CampaignDialogProps {
  /** Null to prepare one. */
  campaign: Campaign | null;
  onClose: () => void;
  onSaved: (campaign: Campaign) => void;
}

/** Prepares a campaign, or changes what is known of it; its phases are changed on its page. */
export function CampaignDialog({ campaign, onClose, onSaved }: CampaignDialogProps) {
  const [key] = useState(() => new SubmitKey());
  const conflict = useConflict({
    fields: useConflictFields(),
    valuesOf,
    read: readCampaign,
    send: (row: Campaign, values: Values) => updateCampaign(row, bodyOf(values)),
  });
  const send = async (values: Values) => {
    if (campaign === null) {
      const body = { code: values.code.trim(), ...bodyOf(values) };
      onSaved(await createCampaign(body, key.header(body)));
      toastDone(campaigns.created);
      return true;
    }
    const saved = await conflict.save(campaign, values);
    if (saved === null) return false;
    onSaved(saved);
    toastDone(campaigns.saved);
    return true;
  };
  return (
    <>
      <FormDialog
        title={campaign === null ? campaigns.addTitle : campaigns.editTitle}
        initialValues={valuesOf(campaign)}
        validate={VALIDATE}
        send={send}
        labels={LABELS}
        onClose={onClose}
      >
        {(form) => (
          <>
            <TextInput
              label={campaigns.name}
              required
              {...form.getInputProps("label")}
              onChange={({ currentTarget: { value } }) => {
                // The code follows the name until somebody writes it by hand.
                if (campaign === null && form.values.code === codeOf(form.values.label)) {
                  form.setFieldValue("code", codeOf(value));
                }
                form.setFieldValue("label", value);
              }}
            />
            {campaign === null ? (
              <TextInput
                label={campaigns.code}
                description={campaigns.codeHint}
                required
                {...form.getInputProps("code")}
              />
            ) : null}
            <Textarea label={campaigns.goal} autosize minRows={2} {...form.getInputProps("goal")} />
            <CodeMultiSelect
              list="target_groups"
              label={campaigns.audience}
              description={campaigns.audienceHint}
              {...form.getInputProps("audience")}
            />
            <SimpleGrid cols={{ base: 1, xs: 3 }}>
              <DateField label={campaigns.startsOn} {...form.getInputProps("starts_on")} />
              <DateField label={campaigns.endsOn} {...form.getInputProps("ends_on")} />
              <NumberInput
                label={campaigns.budget}
                min={0}
                decimalScale={2}
                decimalSeparator=","
                thousandSeparator=" "
                suffix=" €"
                hideControls
                {...form.getInputProps("budget_cents")}
              />
            </SimpleGrid>
          </>
        )}
      </FormDialog>
      {conflict.dialog}
    </>
  );
}

function useConflictFields(): ConflictField<Values>[] {
  const group = useLabelOf("target_groups");
  const day = (value: string | null) => (value === null ? "" : formatShortDate(value));
  const field = (name: keyof Values, show: (values: Values) => string): ConflictField<Values> => ({
    name,
    label: LABELS[name] ?? name,
    show,
  });
  return [
    field("label", ({ label }) => label),
    field("goal", ({ goal }) => goal),
    field("audience", ({ audience }) => formatLabels(audience.map(group))),
    field("starts_on", ({ starts_on }) => day(starts_on)),
    field("ends_on", ({ ends_on }) => day(ends_on)),
    field("budget_cents", ({ budget_cents }) =>
      budget_cents === "" ? "" : campaigns.money(Number(budget_cents) * 100),
    ),
  ];
}
