import {
  Checkbox,
  NativeSelect,
  Radio,
  SimpleGrid,
  Stack,
  Text,
  Textarea,
  TextInput,
} from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import { useCodes } from "@/api/reference";
import { ChipField } from "@/components/ChipField";
import { OccupationSelect } from "@/components/OccupationSelect";
import { PrivacyNotice } from "@/components/PrivacyNotice";
import { Section } from "@/components/Section";
import { TerritoryMultiSelect } from "@/components/TerritoryMultiSelect";
import { COUNTRIES } from "@/i18n/countries";
import { contactForm } from "@/i18n/fr/contact-form";
import { type Answers, hasChildren, hasPartner, WISHES_MAX } from "./answers";
import type { ConsentText } from "./api";
import { ChildrenField } from "./ChildrenField";
import { ConsentsField } from "./ConsentsField";

type SectionProps = { form: UseFormReturnType<Answers> };

const { optional } = contactForm;
/** Required without an asterisk: the few optional questions say so instead. */
const REQUIRED = { required: true, withAsterisk: false } as const;

/** Who asks, and how to answer. */
export function YouSection({ form }: SectionProps) {
  return (
    <Section title={contactForm.you}>
      <Stack>
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <TextInput
            {...REQUIRED}
            label={contactForm.firstName}
            autoComplete="given-name"
            {...form.getInputProps("first_name")}
          />
          <TextInput
            {...REQUIRED}
            label={contactForm.lastName}
            autoComplete="family-name"
            {...form.getInputProps("last_name")}
          />
        </SimpleGrid>
        <Text size="sm" c="dimmed">
          {contactForm.contactHint}
        </Text>
        <TextInput
          type="email"
          label={contactForm.email}
          autoComplete="email"
          {...form.getInputProps("email")}
        />
        <TextInput
          type="tel"
          label={contactForm.phone}
          description={contactForm.phoneHint}
          autoComplete="tel"
          {...form.getInputProps("phone")}
        />
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <NativeSelect
            label={contactForm.country}
            autoComplete="country"
            data={COUNTRIES}
            {...form.getInputProps("country")}
          />
          <TextInput
            required={form.values.country === "FR"}
            withAsterisk={false}
            label={
              form.values.country === "FR"
                ? contactForm.postalCode
                : optional(contactForm.postalCode)
            }
            autoComplete="postal-code"
            inputMode={form.values.country === "FR" ? "numeric" : "text"}
            {...form.getInputProps("postal_code")}
          />
        </SimpleGrid>
      </Stack>
    </Section>
  );
}

/** Who would come. */
export function HouseholdSection({ form }: SectionProps) {
  return (
    <Section title={contactForm.household}>
      <Stack>
        <RadioChoice
          form={form}
          field="household_kind"
          list="household_kinds"
          label={contactForm.householdKind}
        />
        {hasChildren(form.values) ? (
          <ChildrenField
            value={form.values.children}
            error={errorOf(form, "children")}
            onChange={(children) => form.setFieldValue("children", children)}
          />
        ) : null}
        {hasPartner(form.values) ? (
          <TextInput
            label={optional(contactForm.partnerFirstName)}
            autoComplete="off"
            {...form.getInputProps("partner_first_name")}
          />
        ) : null}
      </Stack>
    </Section>
  );
}

/** What they want to do, when and where. */
export function ProjectSection({ form }: SectionProps) {
  return (
    <Section title={contactForm.project}>
      <Stack gap="lg">
        <ChipField
          label={contactForm.projectTypes}
          description={contactForm.severalAnswers}
          list="project_types"
          size="md"
          value={form.values.project_types}
          {...form.getInputProps("project_types")}
        />
        <OccupationSelect
          label={optional(contactForm.occupation)}
          description={contactForm.occupationHint}
          value={form.values.occupation}
          {...form.getInputProps("occupation")}
        />
        {hasPartner(form.values) ? (
          <OccupationSelect
            label={optional(contactForm.partnerOccupation)}
            description={contactForm.partnerOccupationHint}
            value={form.values.partner_occupation}
            {...form.getInputProps("partner_occupation")}
          />
        ) : null}
        <RadioChoice form={form} field="horizon" list="horizons" label={contactForm.horizon} />
        <Stack gap="xs">
          <TerritoryMultiSelect
            label={contactForm.territories}
            description={contactForm.territoriesHint}
            kinds={["epci", "commune"]}
            maxValues={WISHES_MAX}
            disabled={form.values.undecided}
            {...form.getInputProps("wished_territories")}
          />
          <Checkbox
            label={contactForm.undecided}
            description={contactForm.undecidedHint}
            {...form.getInputProps("undecided", { type: "checkbox" })}
          />
        </Stack>
      </Stack>
    </Section>
  );
}

/** What helps to answer better; all optional. */
export function MoreSection({ form }: SectionProps) {
  return (
    <Section title={optional(contactForm.more)}>
      <Stack gap="lg">
        <Text c="dimmed">{contactForm.moreHint}</Text>
        <SelectChoice
          form={form}
          field="housing_wish"
          list="housing_wishes"
          label={contactForm.housing}
        />
        <ChipField
          label={contactForm.needs}
          description={contactForm.severalAnswers}
          list="need_themes"
          size="md"
          value={form.values.needs}
          {...form.getInputProps("needs")}
        />
        <SelectChoice form={form} field="lot_link" list="lot_links" label={contactForm.lotLink} />
        <TextInput
          label={contactForm.source}
          placeholder={contactForm.sourcePlaceholder}
          {...form.getInputProps("source_detail")}
        />
        <Textarea
          label={contactForm.message}
          description={contactForm.messageHint}
          rows={5}
          maxLength={2000}
          {...form.getInputProps("message")}
        />
      </Stack>
    </Section>
  );
}

/** What they agree to, one purpose at a time. */
export function ConsentSection({ form, texts }: SectionProps & { texts: readonly ConsentText[] }) {
  return (
    <Section title={contactForm.consents}>
      <Stack>
        <Text c="dimmed">{contactForm.consentsHint}</Text>
        <ConsentsField
          texts={texts}
          value={form.values.consents}
          error={errorOf(form, "consents")}
          onChange={(consents) => form.setFieldValue("consents", consents)}
        />
        <PrivacyNotice form="contact_request" />
      </Stack>
    </Section>
  );
}

interface ChoiceProps extends SectionProps {
  list: string;
  label: string;
}

function RadioChoice({
  form,
  field,
  list,
  label,
}: ChoiceProps & { field: "household_kind" | "horizon" }) {
  const choices = useCodes(list).data ?? [];
  return (
    <Radio.Group label={label} {...REQUIRED} {...form.getInputProps(field)}>
      <Stack gap="xs" mt="xs">
        {choices.map(({ code, label, description }) => (
          <Radio key={code} value={code} label={label} description={description} />
        ))}
      </Stack>
    </Radio.Group>
  );
}

function SelectChoice({
  form,
  field,
  list,
  label,
}: ChoiceProps & { field: "housing_wish" | "lot_link" }) {
  const choices = useCodes(list).data ?? [];
  return (
    <NativeSelect
      label={label}
      data={[
        { value: "", label: contactForm.noAnswer },
        ...choices.map(({ code, label }) => ({ value: code, label })),
      ]}
      {...form.getInputProps(field)}
    />
  );
}

function errorOf(form: UseFormReturnType<Answers>, field: keyof Answers): string | undefined {
  const error = form.errors[field];
  return error ? String(error) : undefined;
}
