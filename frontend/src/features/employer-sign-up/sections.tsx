import {
  Checkbox,
  NativeSelect,
  SimpleGrid,
  Stack,
  Text,
  Textarea,
  TextInput,
} from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import { useCodes } from "@/api/reference";
import { Disclosure } from "@/components/Disclosure";
import { PrivacyNotice } from "@/components/PrivacyNotice";
import { Section } from "@/components/Section";
import { TerritorySelect } from "@/components/TerritorySelect";
import { employerSignUp } from "@/i18n/fr/employer-sign-up";
import type { Charter } from "./api";
import classes from "./employer-sign-up.module.css";
import { siretHelp, type Values } from "./values";

type SectionProps = { form: UseFormReturnType<Values> };

const { optional } = employerSignUp;
/** Required without an asterisk: the few optional questions say so instead. */
const REQUIRED = { required: true, withAsterisk: false } as const;

/** Which company it is, in four answers. */
export function CompanySection({ form }: SectionProps) {
  const kinds = useCodes("employer_kinds").data ?? [];
  return (
    <Section title={employerSignUp.company}>
      <Stack>
        <Text size="sm" c="dimmed">
          {employerSignUp.companyHint}
        </Text>
        <TextInput
          {...REQUIRED}
          label={employerSignUp.siret}
          description={siretHelp(form.values.siret)}
          inputMode="numeric"
          autoComplete="off"
          {...form.getInputProps("siret")}
        />
        <TextInput
          {...REQUIRED}
          label={employerSignUp.name}
          autoComplete="organization"
          {...form.getInputProps("name")}
        />
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <NativeSelect
            {...REQUIRED}
            label={employerSignUp.kind}
            data={[
              { value: "", label: employerSignUp.kindChoose, disabled: true },
              ...kinds.map(({ code, label }) => ({ value: code, label })),
            ]}
            {...form.getInputProps("kind")}
          />
          <TerritorySelect
            {...REQUIRED}
            kind="commune"
            label={employerSignUp.commune}
            placeholder={employerSignUp.communePlaceholder}
            value={form.values.commune_code}
            onChange={(commune) => form.setFieldValue("commune_code", commune)}
            error={form.errors.commune_code}
            data-path="commune_code"
          />
        </SimpleGrid>
      </Stack>
    </Section>
  );
}

/** Who signs up, and where the link goes. */
export function YouSection({ form }: SectionProps) {
  return (
    <Section title={employerSignUp.you}>
      <Stack>
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <TextInput
            {...REQUIRED}
            label={employerSignUp.firstName}
            autoComplete="given-name"
            {...form.getInputProps("first_name")}
          />
          <TextInput
            {...REQUIRED}
            label={employerSignUp.lastName}
            autoComplete="family-name"
            {...form.getInputProps("last_name")}
          />
        </SimpleGrid>
        <TextInput
          {...REQUIRED}
          type="email"
          label={employerSignUp.email}
          description={employerSignUp.emailHint}
          autoComplete="email"
          {...form.getInputProps("email")}
        />
        <TextInput
          type="tel"
          label={optional(employerSignUp.phone)}
          autoComplete="tel"
          {...form.getInputProps("phone")}
        />
        <Textarea
          label={optional(employerSignUp.message)}
          description={employerSignUp.messageHint}
          autosize
          minRows={2}
          maxLength={1000}
          {...form.getInputProps("message")}
        />
      </Stack>
    </Section>
  );
}

/** What is accepted, to be read in place, and the box. */
export function CharterSection({ form, charter }: SectionProps & { charter: Charter }) {
  return (
    <Section title={charter.title}>
      <Stack>
        <Text>{charter.introduction}</Text>
        <Disclosure label={employerSignUp.charterRead}>
          <ul className={classes.charter}>
            {charter.commitments.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
          <Text>{charter.promise}</Text>
        </Disclosure>
        <Checkbox
          required
          label={employerSignUp.charterAccept}
          {...form.getInputProps("charter_accepted", { type: "checkbox" })}
        />
        <PrivacyNotice form="employer_sign_up" />
      </Stack>
    </Section>
  );
}
