import { Select, SimpleGrid, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import { SubmitKey } from "@/api/preconditions";
import { useConflict } from "@/components/ConflictDialog";
import { DateField } from "@/components/DateField";
import { FormDialog } from "@/components/FormDialog";
import { toastDone } from "@/components/toasts";
import { fields } from "@/i18n/fr/fields";
import { steering } from "@/i18n/fr/steering";
import { type Action, createAction, readAction, updateAction, useGroupOptions } from "./api";
import { OwnerSelect } from "./OwnerSelect";
import { tokenOf } from "./owner";
import {
  ACTION_LABELS,
  type ActionValues,
  actionBodyOf,
  actionValuesOf,
  type Origin,
} from "./values";

interface ActionDialogProps {
  /** Null to note one. */
  action: Action | null;
  /** Where a new one comes from; null to choose a group. */
  origin: Origin | null;
  /** How the title of a new one begins. */
  title?: string;
  onClose: () => void;
  onSaved: () => Promise<void>;
}

const FIELDS = (["title", "due_on", "outcome"] as const).map((name) => ({
  name,
  label: ACTION_LABELS[name] ?? name,
  show: (values: ActionValues) => values[name] ?? "",
}));
const OWNER = {
  name: "owner" as const,
  label: steering.owner,
  show: ({ owner }: ActionValues) => tokenOf(owner) ?? steering.nobody,
};

/** Notes an action, or changes what is said of one. */
export function ActionDialog({ action, origin, title, onClose, onSaved }: ActionDialogProps) {
  const [key] = useState(() => new SubmitKey());
  const groups = useGroupOptions();
  const asksGroup = action === null && origin === null;
  const conflict = useConflict({
    fields: [...FIELDS, OWNER],
    valuesOf: actionValuesOf,
    read: readAction,
    send: (row: Action, values: ActionValues) => updateAction(row, actionBodyOf(values)),
  });
  const send = async (values: ActionValues) => {
    if (action === null) {
      const from = origin ?? { working_group_id: values.working_group_id };
      const body = { ...actionBodyOf(values), ...from };
      await createAction(body, key.header(body));
    } else if ((await conflict.save(action, values)) === null) {
      return false;
    }
    toastDone(steering.saved);
    await onSaved();
    return true;
  };
  return (
    <>
      <FormDialog
        title={action === null ? steering.addAction : steering.editAction}
        initialValues={actionValuesOf(action, title)}
        labels={ACTION_LABELS}
        validate={{
          title: (words) => (words.trim() === "" ? steering.actionRequired : null),
          working_group_id: (id) => (asksGroup && id === null ? steering.originRequired : null),
        }}
        send={send}
        onClose={onClose}
      >
        {(form) => (
          <>
            <TextInput
              label={steering.action}
              required
              maxLength={200}
              {...form.getInputProps("title")}
            />
            {asksGroup ? (
              <Select
                label={steering.groups}
                required
                data={groups}
                searchable
                placeholder={fields.choose}
                {...form.getInputProps("working_group_id")}
              />
            ) : null}
            <SimpleGrid cols={{ base: 1, xs: 2 }}>
              <OwnerSelect
                label={steering.owner}
                value={form.values.owner}
                onChange={(owner) => form.setFieldValue("owner", owner)}
                error={form.errors.owner_user_id ?? form.errors.owner_partner_id}
              />
              <DateField label={steering.due} {...form.getInputProps("due_on")} />
            </SimpleGrid>
            <Textarea
              label={steering.outcome}
              description={steering.outcomeHint}
              autosize
              minRows={2}
              maxLength={1000}
              {...form.getInputProps("outcome")}
            />
          </>
        )}
      </FormDialog>
      {conflict.dialog}
    </>
  );
}
