import { Textarea, TextInput } from "@mantine/core";
import type { FormValidateInput } from "@mantine/form";
import { useState } from "react";
import { SubmitKey } from "@/api/preconditions";
import { CodeMultiSelect } from "@/components/CodeSelect";
import { FormDialog } from "@/components/FormDialog";
import { toastDone, toastProblem } from "@/components/toasts";
import { kitItems } from "@/i18n/fr/kit-items";
import { addFile, createItem, type KitItem, updateItem } from "./api";
import { FileField, fileFault } from "./FileField";

type Values = { title: string; description: string; audiences: string[]; file: File | null };

const LABELS = {
  title: kitItems.itemTitle,
  description: kitItems.description,
  audiences: kitItems.audience,
  file: kitItems.file,
};

const valid = (isNew: boolean): FormValidateInput<Values> => ({
  title: (title) => (title.trim() === "" ? kitItems.titleRequired : null),
  audiences: (audiences) => (audiences.length === 0 ? kitItems.audiencesRequired : null),
  file: (file) => (isNew ? fileFault(file) : null),
});

interface ItemDialogProps {
  /** The item to change; null adds one with its first file. */
  item: KitItem | null;
  onClose: () => void;
  onSaved: () => Promise<void>;
}

export function ItemDialog({ item, onClose, onSaved }: ItemDialogProps) {
  const [key] = useState(() => new SubmitKey());
  const send = async ({ title, description, audiences, file }: Values) => {
    const body = { title: title.trim(), description: description.trim() || null, audiences };
    if (item) {
      await updateItem(item, body);
      toastDone(kitItems.saved);
    } else {
      const created = await createItem(body, key.header(body));
      key.done();
      await addFirst(created.id, file);
    }
    await onSaved();
    return true;
  };
  return (
    <FormDialog<Values>
      title={item ? kitItems.editTitle : kitItems.addTitle}
      initialValues={{
        title: item?.title ?? "",
        description: item?.description ?? "",
        audiences: item?.audiences ?? ["employer"],
        file: null,
      }}
      validate={valid(item === null)}
      labels={LABELS}
      send={send}
      onClose={onClose}
    >
      {(form) => (
        <>
          <TextInput label={kitItems.itemTitle} required {...form.getInputProps("title")} />
          <Textarea
            label={kitItems.description}
            autosize
            minRows={2}
            {...form.getInputProps("description")}
          />
          <CodeMultiSelect
            list="kit_audiences"
            label={kitItems.audience}
            required
            {...form.getInputProps("audiences")}
          />
          {item === null ? <FileField {...form.getInputProps("file")} /> : null}
        </>
      )}
    </FormDialog>
  );
}

/** The item exists by now: a file that does not pass is told apart, and added later. */
async function addFirst(id: string, file: File | null): Promise<void> {
  try {
    if (file) await addFile(id, file, "");
    toastDone(kitItems.created);
  } catch (error) {
    toastProblem(error, kitItems.createdWithoutFile);
  }
}
