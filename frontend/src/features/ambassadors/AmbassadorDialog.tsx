import { Checkbox, Text } from "@mantine/core";
import { useState } from "react";
import { SubmitKey } from "@/api/preconditions";
import { FormDialog } from "@/components/FormDialog";
import { toastDone } from "@/components/toasts";
import {
  CommitmentFields,
  type FieldProps,
  LABELS,
  PlaceFields,
  WhoFields,
} from "@/features/public-ambassadors/AmbassadorFields";
import {
  type AmbassadorValues,
  bodyOf,
  check,
  EMPTY,
  valuesOf,
} from "@/features/public-ambassadors/values";
import { ambassadors as said } from "@/i18n/fr/ambassadors";
import { type Ambassador, createAmbassador, updateAmbassador } from "./api";

interface AmbassadorDialogProps {
  /** Null to write somebody new down. */
  ambassador: Ambassador | null;
  onSaved: (saved: Ambassador) => Promise<unknown>;
  onClose: () => void;
}

interface Values extends AmbassadorValues {
  image_right: boolean;
}

/** Writes an ambassador down, or corrects one. */
export function AmbassadorDialog({ ambassador, onSaved, onClose }: AmbassadorDialogProps) {
  const [key] = useState(() => new SubmitKey());
  const start = ambassador
    ? { ...valuesOf(ambassador), image_right: ambassador.image_right }
    : { ...EMPTY, image_right: false };
  return (
    <FormDialog<Values>
      title={ambassador ? said.edit : said.add}
      size="xl"
      labels={LABELS}
      initialValues={start}
      validate={check}
      onClose={onClose}
      send={async (values) => {
        const body = { ...bodyOf(values), image_right: values.image_right };
        const { nature: _nature, ...patch } = body;
        const saved = ambassador
          ? await updateAmbassador(ambassador, patch)
          : await createAmbassador(body, key.header(body));
        toastDone(said.saved);
        await onSaved(saved);
        return true;
      }}
    >
      {(form) => {
        const fields = {
          values: form.values,
          field: (name: string) => form.getInputProps(name) as unknown as FieldProps,
        };
        return (
          <>
            {ambassador ? null : (
              <Text size="sm" c="dimmed">
                {said.addHint}
              </Text>
            )}
            <WhoFields {...fields} email />
            <PlaceFields {...fields} />
            <CommitmentFields {...fields} />
            <Checkbox
              label={said.imageRight}
              {...form.getInputProps("image_right", { type: "checkbox" })}
            />
          </>
        );
      }}
    </FormDialog>
  );
}
