import { NumberInput, SimpleGrid, TextInput } from "@mantine/core";
import { CodeMultiSelect } from "@/components/CodeSelect";
import { DateField } from "@/components/DateField";
import { FormDialog } from "@/components/FormDialog";
import { campaigns } from "@/i18n/fr/campaigns";
import type { Phase, PhaseBody } from "./api";
import { PHASE_LABELS, PHASE_VALIDATE, phaseBodyOf, phaseValuesOf } from "./values";

interface PhaseDialogProps {
  /** Null to add one. */
  phase: Phase | null;
  onClose: () => void;
  onSave: (body: PhaseBody) => Promise<void>;
}

/** Adds a phase to a campaign, or changes one. */
export function PhaseDialog({ phase, onClose, onSave }: PhaseDialogProps) {
  return (
    <FormDialog
      title={phase === null ? campaigns.addPhase : campaigns.editPhase}
      initialValues={phaseValuesOf(phase)}
      validate={PHASE_VALIDATE}
      labels={PHASE_LABELS}
      send={async (values) => {
        await onSave(phaseBodyOf(values, phase?.id ?? null));
        return true;
      }}
      onClose={onClose}
    >
      {(form) => (
        <>
          <TextInput label={campaigns.phaseName} required {...form.getInputProps("label")} />
          <SimpleGrid cols={{ base: 1, xs: 3 }}>
            <DateField label={campaigns.startsOn} required {...form.getInputProps("starts_on")} />
            <DateField label={campaigns.endsOn} required {...form.getInputProps("ends_on")} />
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
          <CodeMultiSelect
            list="target_groups"
            label={campaigns.audience}
            description={campaigns.audienceHint}
            {...form.getInputProps("audience")}
          />
          <TextInput
            label={campaigns.call}
            description={campaigns.callHint}
            maxLength={140}
            {...form.getInputProps("call_to_action")}
          />
        </>
      )}
    </FormDialog>
  );
}
