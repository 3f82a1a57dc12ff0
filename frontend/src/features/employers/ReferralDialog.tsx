import { Checkbox, Group, Radio, SimpleGrid, Text, TextInput } from "@mantine/core";
import type { FormValidateInput } from "@mantine/form";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { SubmitKey } from "@/api/preconditions";
import { useCodes } from "@/api/reference";
import { DateField } from "@/components/DateField";
import { FormDialog } from "@/components/FormDialog";
import { orNull } from "@/components/form-values";
import { toastDone } from "@/components/toasts";
import { employerSpace } from "@/i18n/fr/employer-space";
import { employers } from "@/i18n/fr/employers";
import { createReferral, readAgreement } from "./api";

type Values = {
  first_name: string;
  last_name: string;
  email: string;
  phone: string;
  arrival_on: string | null;
  spouse: string;
  agreement_collected: boolean;
};

const EMPTY: Values = {
  first_name: "",
  last_name: "",
  email: "",
  phone: "",
  arrival_on: null,
  spouse: "unknown",
  agreement_collected: false,
};

const LABELS = {
  first_name: employers.firstName,
  last_name: employers.lastName,
  email: employers.email,
  phone: employers.phone,
  arrival_on: employerSpace.arrival,
  spouse: employerSpace.spouse,
  agreement_collected: employerSpace.agreement,
};

const VALIDATE: FormValidateInput<Values> = {
  first_name: (name) => (name.trim() === "" ? employers.firstNameRequired : null),
  last_name: (name) => (name.trim() === "" ? employers.lastNameRequired : null),
  email: (email, { phone }) =>
    email.trim() === "" && phone.trim() === "" ? employerSpace.contactRequired : null,
  agreement_collected: (agreed) => (agreed ? null : employerSpace.agreementRequired),
};

interface ReferralDialogProps {
  id: string;
  onClose: () => void;
  onSaved: () => void;
}

/** A recruit in a few answers; nothing is asked that the household can tell better itself. */
export function ReferralDialog({ id, onClose, onSaved }: ReferralDialogProps) {
  const [key] = useState(() => new SubmitKey());
  const answers = useCodes("spouse_answers").data ?? [];
  const agreement = useQuery({ queryKey: ["public", "agreement"], queryFn: readAgreement });
  return (
    <FormDialog<Values>
      title={employerSpace.refer}
      submitLabel={employerSpace.send}
      initialValues={EMPTY}
      validate={VALIDATE}
      labels={LABELS}
      send={async (values) => {
        const body = {
          ...values,
          first_name: values.first_name.trim(),
          last_name: values.last_name.trim(),
          email: orNull(values.email),
          phone: orNull(values.phone),
        };
        await createReferral(id, body, key.header(body));
        toastDone(employerSpace.referred);
        onSaved();
        return true;
      }}
      onClose={onClose}
    >
      {(form) => (
        <>
          <SimpleGrid cols={{ base: 1, xs: 2 }}>
            <TextInput label={employers.firstName} required {...form.getInputProps("first_name")} />
            <TextInput label={employers.lastName} required {...form.getInputProps("last_name")} />
          </SimpleGrid>
          <Text size="sm" c="dimmed">
            {employerSpace.contactHint}
          </Text>
          <SimpleGrid cols={{ base: 1, xs: 2 }}>
            <TextInput type="email" label={employers.email} {...form.getInputProps("email")} />
            <TextInput type="tel" label={employers.phone} {...form.getInputProps("phone")} />
          </SimpleGrid>
          <DateField
            label={employerSpace.arrival}
            description={employerSpace.arrivalHint}
            {...form.getInputProps("arrival_on")}
          />
          <Radio.Group
            label={employerSpace.spouse}
            description={employerSpace.spouseHint}
            {...form.getInputProps("spouse")}
          >
            <Group mt="xs">
              {answers.map(({ code, label }) => (
                <Radio key={code} value={code} label={label} />
              ))}
            </Group>
          </Radio.Group>
          <Checkbox
            required
            label={employerSpace.agreement}
            description={agreement.data ? employerSpace.agreementText(agreement.data) : undefined}
            {...form.getInputProps("agreement_collected", { type: "checkbox" })}
          />
        </>
      )}
    </FormDialog>
  );
}
