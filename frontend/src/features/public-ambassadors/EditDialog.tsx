import { useLists } from "@/api/reference";
import { FormDialog } from "@/components/FormDialog";
import { publicAmbassadors as said } from "@/i18n/fr/ambassadors";
import {
  AMBASSADOR_LISTS,
  CommitmentFields,
  type FieldProps,
  LABELS,
  PlaceFields,
  WhoFields,
} from "./AmbassadorFields";
import { changeOwn, type OwnAmbassador } from "./api";
import { type AmbassadorValues, bodyOf, check, valuesOf } from "./values";

interface EditDialogProps {
  link: string;
  own: OwnAmbassador;
  onSaved: () => Promise<unknown>;
  onClose: () => void;
}

/** What an ambassador corrects of their own answers. */
export function EditDialog({ link, own, onSaved, onClose }: EditDialogProps) {
  // The choices are there before the chips are drawn.
  useLists(AMBASSADOR_LISTS);
  return (
    <FormDialog<AmbassadorValues>
      title={said.edit}
      size="xl"
      labels={LABELS}
      initialValues={valuesOf(own)}
      validate={check}
      onClose={onClose}
      send={async (values) => {
        const { nature: _nature, email: _email, ...body } = bodyOf(values);
        await changeOwn(link, own, body);
        await onSaved();
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
            <WhoFields {...fields} email={false} />
            <PlaceFields {...fields} />
            <CommitmentFields {...fields} />
          </>
        );
      }}
    </FormDialog>
  );
}
