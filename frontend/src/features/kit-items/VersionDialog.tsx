import { TextInput } from "@mantine/core";
import { FormDialog } from "@/components/FormDialog";
import { toastDone, toastRefusal } from "@/components/toasts";
import { kitItems } from "@/i18n/fr/kit-items";
import { addFile, type KitItem } from "./api";
import { FileField, fileFault } from "./FileField";

type Values = { file: File | null; note: string };

interface VersionDialogProps {
  item: KitItem;
  onClose: () => void;
  onSaved: () => Promise<void>;
}

/** A better file for an item: it is served from then on, the ones before stay to the team. */
export function VersionDialog({ item, onClose, onSaved }: VersionDialogProps) {
  return (
    <FormDialog<Values>
      title={kitItems.newVersionOf(item.title)}
      initialValues={{ file: null, note: "" }}
      validate={{ file: fileFault }}
      labels={{ file: kitItems.file, note: kitItems.note, filename: kitItems.file }}
      send={async ({ file, note }) => {
        if (file === null) return false;
        const added = await addFile(item.id, file, note);
        if (added.number === item.latest?.number) toastRefusal(kitItems.versionSame);
        else toastDone(kitItems.versionAdded);
        await onSaved();
        return true;
      }}
      onClose={onClose}
    >
      {(form) => (
        <>
          <FileField {...form.getInputProps("file")} />
          <TextInput
            label={kitItems.note}
            description={kitItems.noteHint}
            maxLength={300}
            {...form.getInputProps("note")}
          />
        </>
      )}
    </FormDialog>
  );
}
