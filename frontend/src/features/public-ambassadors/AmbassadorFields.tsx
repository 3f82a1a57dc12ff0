import { NativeSelect, Radio, SimpleGrid, Stack, Textarea, TextInput } from "@mantine/core";
import type { ReactNode } from "react";
import { useCodes } from "@/api/reference";
import { ChipField } from "@/components/ChipField";
import { type TerritoryChoice, TerritorySelect } from "@/components/TerritorySelect";
import { ambassadorFields as said } from "@/i18n/fr/ambassadors";
import { type AmbassadorValues, sponsors } from "./values";

/** What Mantine's form gives a field. */
export interface FieldProps {
  value: never;
  onChange: (value: unknown) => void;
  error?: ReactNode;
  "data-path"?: string;
}

interface FieldsProps {
  values: AmbassadorValues;
  /** The properties of the field of this name. */
  field: (name: keyof AmbassadorValues & string) => FieldProps;
  /** As large as the other fields of the form. */
  size?: "sm" | "md";
}

const MOST_FAMILIES = 10;
const REQUIRED = { required: true, withAsterisk: false } as const;

/** Names of the fields by their last part, for the summary of faults. */
/** The choices of these fields. */
export const AMBASSADOR_LISTS = [
  "ambassador_natures",
  "ambassador_kinds",
  "family_stages",
  "ambassador_commitments",
  "ambassador_interests",
  "languages",
];

export const LABELS: Record<string, string> = {
  nature: said.nature,
  first_name: said.firstName,
  last_name: said.lastName,
  organisation_name: said.organisation,
  email: said.email,
  phone: said.phone,
  kinds: said.kinds,
  commitments: said.commitments,
  interests: said.interests,
  languages: said.languages,
  commune_code: said.commune,
  home: said.home,
  origin: said.origin,
  family_stage: said.stage,
  sponsoring_capacity: said.capacity,
  portrait: said.portrait,
};

/** Who they are. */
export function WhoFields({ values, field, size, email }: FieldsProps & { email: boolean }) {
  const natures = useCodes("ambassador_natures").data ?? [];
  return (
    <Stack>
      {email ? (
        <Radio.Group label={said.nature} {...field("nature")}>
          <Stack gap="xs" mt="xs">
            {natures.map(({ code, label }) => (
              <Radio key={code} value={code} label={label} />
            ))}
          </Stack>
        </Radio.Group>
      ) : null}
      {values.nature === "organisation" ? (
        <TextInput
          {...REQUIRED}
          label={said.organisation}
          autoComplete="organization"
          {...field("organisation_name")}
        />
      ) : null}
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <TextInput
          {...REQUIRED}
          label={said.firstName}
          autoComplete="given-name"
          {...field("first_name")}
        />
        <TextInput
          {...REQUIRED}
          label={said.lastName}
          autoComplete="family-name"
          {...field("last_name")}
        />
      </SimpleGrid>
      {email ? (
        <TextInput
          {...REQUIRED}
          type="email"
          label={said.email}
          autoComplete="email"
          {...field("email")}
        />
      ) : null}
      <TextInput type="tel" label={said.phone} autoComplete="tel" {...field("phone")} />
      <ChipField
        size={size}
        list="ambassador_kinds"
        label={said.kinds}
        description={said.kindsHint}
        {...field("kinds")}
      />
    </Stack>
  );
}

/** Where they live, and lived. */
export function PlaceFields({ values, field }: FieldsProps) {
  const elsewhere = values.is_diaspora === "elsewhere";
  const commune = field("commune_code");
  return (
    <Stack>
      <Radio.Group label={said.where} {...field("is_diaspora")}>
        <Stack gap="xs" mt="xs">
          <Radio value="here" label={said.here} />
          <Radio value="elsewhere" label={said.elsewhere} />
        </Stack>
      </Radio.Group>
      {elsewhere ? (
        <TextInput
          {...REQUIRED}
          label={said.home}
          autoComplete="address-level2"
          {...field("home")}
        />
      ) : null}
      <TerritorySelect
        required={!elsewhere}
        withAsterisk={false}
        kind="commune"
        label={elsewhere ? said.communeOfOrigin : said.commune}
        placeholder={said.communePlaceholder}
        value={commune.value as TerritoryChoice | null}
        onChange={commune.onChange}
        error={commune.error}
        data-path={commune["data-path"]}
      />
      <TextInput
        label={said.origin}
        description={said.originHint}
        inputMode="numeric"
        maxLength={3}
        {...field("origin")}
      />
    </Stack>
  );
}

/** What they are ready to do, and like to talk about. */
export function CommitmentFields({ values, field, size }: FieldsProps) {
  const stages = useCodes("family_stages").data ?? [];
  return (
    <Stack>
      <ChipField
        size={size}
        list="ambassador_commitments"
        label={said.commitments}
        description={said.commitmentsHint}
        {...field("commitments")}
      />
      {sponsors(values) ? (
        <>
          <NativeSelect
            label={said.capacity}
            data={Array.from({ length: MOST_FAMILIES }, (_, index) => String(index + 1))}
            {...field("sponsoring_capacity")}
          />
          <NativeSelect
            label={said.stage}
            description={said.stageHint}
            data={[
              { value: "", label: said.stageNone },
              ...stages.map(({ code, label }) => ({ value: code, label })),
            ]}
            {...field("family_stage")}
          />
        </>
      ) : null}
      <ChipField
        size={size}
        list="ambassador_interests"
        label={said.interests}
        {...field("interests")}
      />
      <ChipField size={size} list="languages" label={said.languages} {...field("languages")} />
      <Textarea
        label={said.portrait}
        description={said.portraitHint}
        autosize
        minRows={3}
        maxLength={600}
        {...field("portrait")}
      />
    </Stack>
  );
}
