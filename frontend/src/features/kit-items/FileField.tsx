import { FileInput, type FileInputProps } from "@mantine/core";
import { IconFileUpload } from "@tabler/icons-react";
import { fields } from "@/i18n/fr/fields";
import { kitItems } from "@/i18n/fr/kit-items";
import { ACCEPTED, LARGEST_FILE, mediaTypeOf } from "./api";

/** What is wrong with a file before it is sent. */
export function fileFault(file: File | null): string | null {
  if (file === null) return kitItems.fileRequired;
  if (mediaTypeOf(file.name) === null) return kitItems.fileRefused;
  return file.size > LARGEST_FILE ? kitItems.fileTooLarge : null;
}

/** One file of the kit. */
export function FileField(props: FileInputProps) {
  return (
    <FileInput
      label={kitItems.file}
      description={kitItems.fileHint}
      placeholder={kitItems.chooseFile}
      accept={ACCEPTED}
      required
      clearable
      clearButtonProps={{ "aria-label": fields.clear }}
      leftSection={<IconFileUpload size={18} aria-hidden />}
      {...props}
    />
  );
}
