import {
  Button,
  MultiSelect,
  Group as Row,
  Select,
  SimpleGrid,
  Stack,
  Textarea,
  TextInput,
} from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import { useState } from "react";
import { SubmitKey } from "@/api/preconditions";
import { useLabelOf } from "@/api/reference";
import { CodeSelect } from "@/components/CodeSelect";
import { useConflict } from "@/components/ConflictDialog";
import { FormDialog } from "@/components/FormDialog";
import { SmallButton } from "@/components/SmallButton";
import { toastDone } from "@/components/toasts";
import { usePartnerOptions } from "@/features/partners/api";
import { fields } from "@/i18n/fr/fields";
import { steering } from "@/i18n/fr/steering";
import { createGroup, type Group, readGroup, updateGroup, useUserOptions } from "./api";
import { OwnerSelect } from "./OwnerSelect";
import { tokenOf } from "./owner";
import classes from "./steering.module.css";
import {
  GROUP_LABELS,
  GROUP_VALIDATE,
  type GroupValues,
  groupBodyOf,
  groupValuesOf,
  newGuest,
} from "./values";

interface GroupDialogProps {
  /** Null to set one up. */
  group: Group | null;
  onClose: () => void;
  onSaved: (group: Group) => void;
}

/** Sets a working group up, or changes what is known of it and who takes part. */
export function GroupDialog({ group, onClose, onSaved }: GroupDialogProps) {
  const [key] = useState(() => new SubmitKey());
  const theme = useLabelOf("working_group_themes");
  const conflict = useConflict({
    fields: [
      { name: "name", label: steering.name, show: ({ name }: GroupValues) => name },
      { name: "theme", label: steering.theme, show: (values) => theme(values.theme ?? "") },
      { name: "mission", label: steering.mission, show: ({ mission }) => mission },
      { name: "pilot", label: steering.pilot, show: ({ pilot }) => tokenOf(pilot) ?? "" },
      { name: "users", label: steering.memberUsers, show: ({ users }) => String(users.length) },
      {
        name: "guests",
        label: steering.guests,
        show: ({ guests }) => guests.map(({ name }) => name).join(", "),
      },
    ],
    valuesOf: groupValuesOf,
    read: readGroup,
    send: (row: Group, values: GroupValues) => updateGroup(row, groupBodyOf(values)),
  });
  const send = async (values: GroupValues) => {
    const body = groupBodyOf(values);
    const saved =
      group === null
        ? await createGroup(body, key.header(body))
        : await conflict.save(group, values);
    if (saved === null) return false;
    onSaved(saved);
    toastDone(steering.saved);
    return true;
  };
  return (
    <>
      <FormDialog
        title={group === null ? steering.addGroup : steering.editGroup}
        size="xl"
        initialValues={groupValuesOf(group)}
        labels={GROUP_LABELS}
        validate={GROUP_VALIDATE}
        send={send}
        onClose={onClose}
      >
        {(form) => (
          <>
            <SimpleGrid cols={{ base: 1, xs: 2 }}>
              <TextInput
                label={steering.name}
                required
                maxLength={100}
                {...form.getInputProps("name")}
              />
              <CodeSelect
                list="working_group_themes"
                label={steering.theme}
                required
                {...form.getInputProps("theme")}
              />
            </SimpleGrid>
            <Textarea
              label={steering.mission}
              description={steering.missionHint}
              required
              autosize
              minRows={2}
              maxLength={300}
              {...form.getInputProps("mission")}
            />
            <OwnerSelect
              label={steering.pilot}
              value={form.values.pilot}
              onChange={(pilot) => form.setFieldValue("pilot", pilot)}
              error={form.errors.pilot_user_id ?? form.errors.pilot_partner_id}
            />
            <Members form={form} />
          </>
        )}
      </FormDialog>
      {conflict.dialog}
    </>
  );
}

function Members({ form }: { form: UseFormReturnType<GroupValues> }) {
  const users = useUserOptions(true);
  const partners = usePartnerOptions();
  return (
    <>
      <MultiSelect
        label={steering.memberUsers}
        data={users}
        searchable
        hidePickedOptions
        placeholder={fields.choose}
        {...form.getInputProps("users")}
      />
      <fieldset className={classes.group}>
        <legend>{steering.guests}</legend>
        <Stack gap="sm">
          {form.values.guests.map((guest, index) => (
            <Stack gap={4} key={guest.key} role="group" aria-label={steering.guest(index + 1)}>
              <SimpleGrid cols={{ base: 1, xs: 3 }}>
                <TextInput
                  label={steering.guestName}
                  required
                  {...form.getInputProps(`guests.${index}.name`)}
                />
                <Select
                  label={steering.guestPartner}
                  required
                  data={partners}
                  searchable
                  placeholder={fields.choose}
                  {...form.getInputProps(`guests.${index}.partner_id`)}
                />
                <TextInput
                  type="email"
                  label={steering.guestEmail}
                  {...form.getInputProps(`guests.${index}.email`)}
                />
              </SimpleGrid>
              <Row justify="flex-end">
                <SmallButton
                  label={steering.remove}
                  name={steering.removeGuest(index + 1)}
                  onClick={() => form.removeListItem("guests", index)}
                />
              </Row>
            </Stack>
          ))}
          <Row>
            <Button
              size="compact-sm"
              variant="default"
              onClick={() => form.insertListItem("guests", newGuest())}
            >
              {steering.addGuest}
            </Button>
          </Row>
        </Stack>
      </fieldset>
    </>
  );
}
