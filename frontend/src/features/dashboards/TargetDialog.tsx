import { NumberInput, Select, Textarea } from "@mantine/core";
import { useConflict } from "@/components/ConflictDialog";
import type { ConflictField } from "@/components/conflict";
import { FormDialog } from "@/components/FormDialog";
import { TerritorySelect } from "@/components/TerritorySelect";
import { toastDone } from "@/components/toasts";
import { dashboards as said } from "@/i18n/fr/dashboards";
import {
  putTarget,
  readTarget,
  type TargetKey,
  type TargetValues,
  useIndicators,
  valuesOf,
} from "./targets";
import type { Target } from "./types";

const LABELS = {
  indicator: said.indicator,
  epci: said.where,
  value: said.goalValue,
  note: said.goalNote,
};

const FIELDS: ConflictField<TargetValues>[] = (["value", "note"] as const).map((name) => ({
  name,
  label: LABELS[name],
  show: (values) => String(values[name]),
}));

const VALIDATE = {
  indicator: (code: string) => (code === "" ? said.chooseIndicator : null),
  value: (value: number | "") => (value === "" ? said.giveValue : null),
};

interface TargetDialogProps {
  year: number;
  /** Null to set one. */
  target: Target | null;
  onClose: () => void;
  onSaved: () => Promise<void>;
}

/** Sets a target, or changes one; what it is for never changes. */
export function TargetDialog({ year, target, onClose, onSaved }: TargetDialogProps) {
  const indicators = useIndicators();
  const conflict = useConflict({
    fields: FIELDS,
    valuesOf,
    read: (row: Target) => readTarget(row),
    send: (row: Target, values: TargetValues) => putTarget(row, values, row),
  });
  const send = async (values: TargetValues) => {
    if (target === null) {
      await putTarget(keyOf(values, year), values, null);
    } else if ((await conflict.save(target, values)) === null) {
      return false;
    }
    toastDone(said.targetSaved);
    await onSaved();
    return true;
  };
  return (
    <>
      <FormDialog
        title={target === null ? said.addTarget : said.editTargetOf(target.label)}
        initialValues={valuesOf(target)}
        labels={LABELS}
        validate={VALIDATE}
        send={send}
        onClose={onClose}
      >
        {(form) => (
          <>
            {target === null ? (
              <>
                <Select
                  label={said.indicator}
                  required
                  searchable
                  data={(indicators.data?.items ?? []).map(({ code, label }) => ({
                    value: code,
                    label,
                  }))}
                  {...form.getInputProps("indicator")}
                />
                <TerritorySelect
                  kind="epci"
                  label={said.where}
                  description={said.whereHint}
                  value={form.values.epci}
                  onChange={(epci) => form.setFieldValue("epci", epci)}
                  error={form.errors.epci}
                  data-path="epci"
                />
              </>
            ) : null}
            <NumberInput
              label={said.goalValue}
              required
              min={0}
              max={1_000_000}
              allowDecimal={false}
              hideControls
              {...form.getInputProps("value")}
            />
            <Textarea
              label={said.goalNote}
              description={said.goalNoteHint}
              autosize
              minRows={2}
              maxLength={500}
              {...form.getInputProps("note")}
            />
          </>
        )}
      </FormDialog>
      {conflict.dialog}
    </>
  );
}

const keyOf = ({ indicator, epci }: TargetValues, year: number): TargetKey => ({
  indicator,
  year,
  epci_code: epci?.code ?? null,
});
