import { NumberInput, SimpleGrid, TextInput } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import { CodeSelect } from "@/components/CodeSelect";
import { DateField } from "@/components/DateField";
import { type TerritoryChoice, TerritorySelect } from "@/components/TerritorySelect";
import { today } from "@/i18n/format";
import { installation as words } from "@/i18n/fr/installation";
import type { Installation, Member } from "../types";
import { textOrNull } from "../values";
import { OfferSelect } from "./OfferSelect";

/** What a person fills in about a move. */
export interface InstallationValues extends Record<string, unknown> {
  moved_in_on: string | null;
  commune_code: TerritoryChoice | null;
  adults: number;
  children: number;
  job_through: string | null;
  employer_name: string;
  job_offer_id: string | null;
}

/** Starts from what is stored, else from the members of the household. */
export function installationValues(
  stored: Installation | null,
  members: readonly Member[],
): InstallationValues {
  const children = members.filter((member) => member.role === "child").length;
  const commune = stored?.commune_code
    ? { code: stored.commune_code, name: stored.commune_name ?? stored.commune_code }
    : null;
  return {
    moved_in_on: stored?.moved_in_on ?? null,
    commune_code: commune,
    adults: stored?.adults ?? Math.max(1, members.length - children),
    children: stored?.children ?? children,
    job_through: stored?.job_through ?? null,
    employer_name: stored?.employer_name ?? "",
    job_offer_id: stored?.job_offer_id ?? null,
  };
}

/** Body of PUT /installation; results of the later checks are kept. */
export function installationBody(values: InstallationValues, stored: Installation | null) {
  return {
    moved_in_on: values.moved_in_on,
    commune_code: values.commune_code?.code ?? null,
    adults: values.adults,
    children: values.children,
    job_through: values.job_through,
    employer_name: textOrNull(values.employer_name),
    job_offer_id: values.job_through === "offer" ? values.job_offer_id : null,
    six_month_result: stored?.six_month_result ?? null,
    twelve_month_result: stored?.twelve_month_result ?? null,
  };
}

/** Fields of an installation, shared by its card and by the move to "settled". */
export function InstallationFields<Values extends InstallationValues>({
  form,
}: {
  form: UseFormReturnType<Values>;
}) {
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
      <DateField
        label={words.movedInOn}
        required
        maxDate={today()}
        {...form.getInputProps("moved_in_on")}
      />
      <TerritorySelect
        label={words.commune}
        kind="commune"
        required
        value={form.values.commune_code}
        onChange={(commune) => form.setValues({ commune_code: commune } as Partial<Values>)}
        error={form.errors.commune_code}
      />
      <NumberInput
        label={words.adults}
        required
        min={1}
        max={20}
        allowDecimal={false}
        {...form.getInputProps("adults")}
      />
      <NumberInput
        label={words.children}
        required
        min={0}
        max={20}
        allowDecimal={false}
        {...form.getInputProps("children")}
      />
      <CodeSelect
        list="job_through"
        label={words.jobThrough}
        clearable
        {...form.getInputProps("job_through")}
      />
      {form.values.job_through === "offer" ? (
        <OfferSelect
          value={form.values.job_offer_id}
          onChange={(offer) =>
            form.setValues({
              job_offer_id: offer?.id ?? null,
              ...(offer ? { employer_name: offer.employer_name } : {}),
            } as Partial<Values>)
          }
          error={form.errors.job_offer_id}
        />
      ) : null}
      <TextInput label={words.employer} {...form.getInputProps("employer_name")} />
    </SimpleGrid>
  );
}
