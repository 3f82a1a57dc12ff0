import { NumberInput, SimpleGrid, Switch, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import { SubmitKey } from "@/api/preconditions";
import { useConflict } from "@/components/ConflictDialog";
import type { ConflictField } from "@/components/conflict";
import { FormDialog } from "@/components/FormDialog";
import { toastDone } from "@/components/toasts";
import { common } from "@/i18n/fr/common";
import { endowments as said } from "@/i18n/fr/endowments";
import {
  bodyOf,
  createEndowment,
  type Endowment,
  type EndowmentValues,
  readEndowment,
  updateEndowment,
  valuesOf,
} from "./endowments";

const LABELS: Record<keyof EndowmentValues, string> = {
  label: said.name,
  description: said.description,
  stock: said.stock,
  min_days_active: said.minDays,
  min_sponsorings_accepted: said.minSponsorings,
  requires_image_right: said.imageRight,
  once: said.once,
};

const shown = (value: EndowmentValues[keyof EndowmentValues]): string => {
  if (typeof value === "boolean") return value ? common.yes : common.no;
  return String(value);
};

const FIELDS = (Object.keys(LABELS) as (keyof EndowmentValues)[]).map(
  (name): ConflictField<EndowmentValues> => ({
    name,
    label: LABELS[name],
    show: (values) => shown(values[name]),
  }),
);

interface EndowmentDialogProps {
  /** Null to add one. */
  endowment: Endowment | null;
  onClose: () => void;
  onSaved: () => Promise<void>;
}

/** Adds an endowment, or changes what is known of one. */
export function EndowmentDialog({ endowment, onClose, onSaved }: EndowmentDialogProps) {
  const [key] = useState(() => new SubmitKey());
  const conflict = useConflict({
    fields: FIELDS,
    valuesOf,
    read: readEndowment,
    send: (row: Endowment, values: EndowmentValues) => updateEndowment(row, bodyOf(values)),
  });
  const send = async (values: EndowmentValues) => {
    if (endowment === null) {
      const body = bodyOf(values);
      await createEndowment(body, key.header(body));
    } else if ((await conflict.save(endowment, values)) === null) {
      return false;
    }
    toastDone(said.saved);
    await onSaved();
    return true;
  };
  const whole = { allowDecimal: false, hideControls: true } as const;
  return (
    <>
      <FormDialog
        title={endowment === null ? said.add : said.edit}
        initialValues={valuesOf(endowment)}
        labels={LABELS}
        validate={{ label: (label) => (label.trim() === "" ? said.required : null) }}
        send={send}
        onClose={onClose}
      >
        {(form) => (
          <>
            <TextInput
              label={said.name}
              required
              maxLength={100}
              {...form.getInputProps("label")}
            />
            <Textarea
              label={said.description}
              autosize
              minRows={2}
              maxLength={500}
              {...form.getInputProps("description")}
            />
            <NumberInput
              label={said.stock}
              description={said.stockHint}
              min={0}
              {...whole}
              {...form.getInputProps("stock")}
            />
            <SimpleGrid cols={{ base: 1, xs: 2 }}>
              <NumberInput
                label={said.minDays}
                description={said.minDaysHint}
                min={1}
                {...whole}
                {...form.getInputProps("min_days_active")}
              />
              <NumberInput
                label={said.minSponsorings}
                description={said.minSponsoringsHint}
                min={1}
                {...whole}
                {...form.getInputProps("min_sponsorings_accepted")}
              />
            </SimpleGrid>
            <Switch
              label={said.imageRight}
              {...form.getInputProps("requires_image_right", { type: "checkbox" })}
            />
            <Switch label={said.once} {...form.getInputProps("once", { type: "checkbox" })} />
          </>
        )}
      </FormDialog>
      {conflict.dialog}
    </>
  );
}
