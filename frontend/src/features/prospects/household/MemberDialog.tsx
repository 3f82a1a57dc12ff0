import { Divider, NumberInput, SimpleGrid, Text, Textarea, TextInput } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import { useState } from "react";
import { SubmitKey } from "@/api/preconditions";
import { CodeMultiSelect, CodeSelect } from "@/components/CodeSelect";
import { DateField } from "@/components/DateField";
import { FormDialog } from "@/components/FormDialog";
import { OccupationSelect } from "@/components/OccupationSelect";
import { household } from "@/i18n/fr/household";
import { sensitive } from "@/i18n/fr/sensitive";
import { addPart, changePart } from "../api";
import type { Member, Prospect } from "../types";
import { fullName } from "../values";
import { type MemberValues, memberBody, memberValues } from "./member-values";
import { useSend } from "./use-change";

const LABELS: Record<string, string> = {
  role: household.role,
  first_name: household.firstName,
  last_name: household.lastName,
  email: household.email,
  phone: household.phone,
  age_band: household.ageBand,
  "career.max_distance_km": household.distance,
  "career.available_on": household.availableOn,
};

interface MemberDialogProps {
  prospect: Prospect;
  member: Member | null;
  onClose: () => void;
}

/** One person of the household; a child is an age band and nothing else. */
export function MemberDialog({ prospect, member, onClose }: MemberDialogProps) {
  const send = useSend();
  const [key] = useState(() => new SubmitKey());
  const taken = prospect.members.filter((one) => one.id !== member?.id).map((one) => one.role);
  const roles = ["lead", "partner", "child", "other"].filter(
    (role) => role === "child" || role === "other" || !taken.includes(role),
  );
  return (
    <FormDialog<MemberValues>
      title={member ? household.editMember(fullName(member)) : household.addMember}
      size="xl"
      labels={LABELS}
      initialValues={memberValues(member, roles[0] ?? "child")}
      onClose={onClose}
      send={(values) =>
        send(() => {
          const body = memberBody(values);
          return member
            ? changePart(prospect.id, "members", member, body)
            : addPart(prospect.id, "members", body, key.header(body));
        })
      }
    >
      {(form) => (
        <>
          {member?.role === "lead" ? null : (
            <CodeSelect
              list="member_roles"
              only={roles}
              label={household.role}
              required
              allowDeselect={false}
              {...form.getInputProps("role")}
            />
          )}
          {form.values.role === "child" ? (
            <CodeSelect
              list="age_bands"
              label={household.ageBand}
              description={household.childrenHint}
              required
              {...form.getInputProps("age_band")}
            />
          ) : (
            <AdultFields form={form} />
          )}
        </>
      )}
    </FormDialog>
  );
}

function AdultFields({ form }: { form: UseFormReturnType<MemberValues> }) {
  const lead = form.values.role === "lead";
  return (
    <>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
        <TextInput
          label={household.firstName}
          required={lead}
          {...form.getInputProps("first_name")}
        />
        <TextInput
          label={household.lastName}
          required={lead}
          {...form.getInputProps("last_name")}
        />
        <TextInput label={household.phone} type="tel" {...form.getInputProps("phone")} />
        <TextInput label={household.email} type="email" {...form.getInputProps("email")} />
      </SimpleGrid>
      <Divider label={<Text size="sm">{household.career}</Text>} labelPosition="left" />
      <CareerFields form={form} />
    </>
  );
}

function CareerFields({ form }: { form: UseFormReturnType<MemberValues> }) {
  return (
    <>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
        <OccupationSelect
          label={household.occupation}
          value={form.values.career.occupation}
          onChange={(occupation) => form.setFieldValue("career.occupation", occupation)}
          error={form.errors["career.occupation_text"]}
        />
        <CodeSelect
          list="sectors"
          label={household.sector}
          clearable
          {...form.getInputProps("career.sector")}
        />
        <CodeSelect
          list="education_levels"
          label={household.level}
          clearable
          {...form.getInputProps("career.level")}
        />
        <CodeSelect
          list="experience_levels"
          label={household.experience}
          clearable
          {...form.getInputProps("career.experience")}
        />
        <CodeMultiSelect
          list="contract_types"
          label={household.contracts}
          {...form.getInputProps("career.contracts")}
        />
        <CodeSelect
          list="remote_work_wishes"
          label={household.remote}
          clearable
          {...form.getInputProps("career.remote_work")}
        />
        <DateField label={household.availableOn} {...form.getInputProps("career.available_on")} />
        <NumberInput
          label={household.distance}
          min={0}
          max={300}
          allowDecimal={false}
          {...form.getInputProps("career.max_distance_km")}
        />
      </SimpleGrid>
      {form.values.career.sector === "health" ? (
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
          <CodeSelect
            list="health_statuses"
            label={household.healthStatus}
            clearable
            {...form.getInputProps("career.health.status")}
          />
          <TextInput
            label={household.healthSpeciality}
            {...form.getInputProps("career.health.speciality")}
          />
          <TextInput
            label={household.healthFaculty}
            {...form.getInputProps("career.health.faculty")}
          />
          <DateField
            label={household.healthEnds}
            {...form.getInputProps("career.health.internship_ends_on")}
          />
        </SimpleGrid>
      ) : null}
      <Textarea
        label={household.comment}
        description={sensitive.readable}
        autosize
        minRows={2}
        {...form.getInputProps("career.comment")}
      />
    </>
  );
}
