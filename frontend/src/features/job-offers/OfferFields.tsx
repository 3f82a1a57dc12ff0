import { Checkbox, NumberInput, SimpleGrid, Stack, Textarea, TextInput } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import { CodeSelect } from "@/components/CodeSelect";
import { DateField } from "@/components/DateField";
import { OccupationSelect } from "@/components/OccupationSelect";
import { Section } from "@/components/Section";
import { TerritorySelect } from "@/components/TerritorySelect";
import { jobOffers } from "@/i18n/fr/job-offers";
import type { OfferValues } from "./values";

export type OfferForm = UseFormReturnType<OfferValues>;

const TWO = { base: 1, xs: 2 };

/** What the work is. */
export function WorkFields({ form }: { form: OfferForm }) {
  return (
    <Section title={jobOffers.partWork}>
      <Stack>
        <TextInput
          label={jobOffers.fieldTitle}
          description={jobOffers.fieldTitleHint}
          required
          maxLength={120}
          {...form.getInputProps("title")}
        />
        <Textarea
          label={jobOffers.description}
          description={jobOffers.descriptionHint}
          required
          autosize
          minRows={5}
          maxLength={10_000}
          {...form.getInputProps("description")}
        />
        <OccupationSelect
          label={jobOffers.occupation}
          description={jobOffers.occupationHint}
          data-path="occupation"
          value={form.values.occupation}
          onChange={(occupation) => form.setFieldValue("occupation", occupation)}
          error={form.errors.occupation ?? form.errors.occupation_code}
        />
        <SimpleGrid cols={TWO}>
          <CodeSelect
            list="sectors"
            label={jobOffers.sector}
            clearable
            searchable
            {...form.getInputProps("sector")}
          />
          <TerritorySelect
            kind="commune"
            label={jobOffers.commune}
            data-path="commune"
            value={form.values.commune}
            onChange={(commune) => form.setFieldValue("commune", commune)}
            error={form.errors.commune ?? form.errors.commune_code}
          />
        </SimpleGrid>
      </Stack>
    </Section>
  );
}

/** On what terms. */
export function TermsFields({ form }: { form: OfferForm }) {
  return (
    <Section title={jobOffers.partTerms}>
      <Stack>
        <SimpleGrid cols={TWO}>
          <CodeSelect
            list="contract_types"
            label={jobOffers.contract}
            required
            {...form.getInputProps("contract_type")}
          />
          <TextInput
            label={jobOffers.contractDetail}
            placeholder={jobOffers.contractDetailHint}
            {...form.getInputProps("contract_detail")}
          />
          <TextInput
            label={jobOffers.salary}
            placeholder={jobOffers.salaryHint}
            {...form.getInputProps("salary")}
          />
          <TextInput
            label={jobOffers.workingTime}
            placeholder={jobOffers.workingTimeHint}
            {...form.getInputProps("working_time")}
          />
          <NumberInput
            label={jobOffers.positions}
            min={1}
            max={200}
            allowDecimal={false}
            hideControls
            {...form.getInputProps("positions")}
          />
          <CodeSelect
            list="required_experience"
            label={jobOffers.experience}
            clearable
            {...form.getInputProps("experience")}
          />
          <CodeSelect
            list="remote_work_wishes"
            label={jobOffers.remote}
            clearable
            {...form.getInputProps("remote")}
          />
          <DateField label={jobOffers.startsOn} {...form.getInputProps("starts_on")} />
        </SimpleGrid>
        <Checkbox
          label={jobOffers.partTime}
          {...form.getInputProps("part_time", { type: "checkbox" })}
        />
        <WelcomeFields form={form} />
      </Stack>
    </Section>
  );
}

/** What helps a household to come, which may be said of any offer. */
export function WelcomeFields({ form }: { form: OfferForm }) {
  return (
    <>
      <Checkbox
        label={jobOffers.housing}
        {...form.getInputProps("housing_possible", { type: "checkbox" })}
      />
      <Checkbox
        label={jobOffers.partner}
        {...form.getInputProps("partner_welcome", { type: "checkbox" })}
      />
    </>
  );
}

/** How to apply, and until when. */
export function ApplyFields({ form }: { form: OfferForm }) {
  return (
    <Section title={jobOffers.partApply}>
      <SimpleGrid cols={TWO}>
        <TextInput
          type="email"
          label={jobOffers.applyEmail}
          {...form.getInputProps("apply_email")}
        />
        <TextInput
          type="url"
          label={jobOffers.applyUrl}
          placeholder={jobOffers.applyUrlHint}
          {...form.getInputProps("apply_url")}
        />
        <DateField
          label={jobOffers.expiresOn}
          description={jobOffers.expiresHint}
          {...form.getInputProps("expires_on")}
        />
      </SimpleGrid>
    </Section>
  );
}
