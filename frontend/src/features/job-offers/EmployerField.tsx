import { Checkbox, Select, Stack, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { call } from "@/api/transport";
import type { Schema } from "@/api/types";
import { Section } from "@/components/Section";
import { EMPLOYERS } from "@/features/employers/api";
import { fields } from "@/i18n/fr/fields";
import { jobOffers } from "@/i18n/fr/job-offers";
import type { OfferForm } from "./OfferFields";

/** Whose offer it is: an employer that is known, or only a name when the programme writes. */
export function EmployerField({ form, mayName }: { form: OfferForm; mayName: boolean }) {
  return (
    <Section title={jobOffers.partWhose}>
      <Stack>
        {form.values.name_only ? (
          <TextInput
            label={jobOffers.employerName}
            required
            {...form.getInputProps("employer_name")}
          />
        ) : (
          <KnownEmployer form={form} />
        )}
        {mayName ? (
          <Checkbox
            label={jobOffers.nameOnly}
            {...form.getInputProps("name_only", { type: "checkbox" })}
          />
        ) : null}
      </Stack>
    </Section>
  );
}

function KnownEmployer({ form }: { form: OfferForm }) {
  const { employer, commune } = form.values;
  const [typed, setTyped] = useState(employer?.name ?? "");
  const [q] = useDebouncedValue(typed === employer?.name ? "" : typed, 200);
  const found = useQuery({
    queryKey: [EMPLOYERS, "choice", q],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      call<Schema<"EmployerPage">>("GET", EMPLOYERS, { query: { q, limit: 20 }, signal }),
  });
  const items = found.data?.items ?? [];
  const data = items.map(({ id, name }) => ({ value: id, label: name }));
  const missing = employer !== null && !items.some(({ id }) => id === employer.id);
  const choose = (id: string | null) => {
    const chosen = items.find((one) => one.id === id);
    form.setFieldValue("employer", chosen ? { id: chosen.id, name: chosen.name } : null);
    // The work is mostly where the employer is: proposed, never imposed.
    if (chosen?.commune_code && commune === null) {
      const name = chosen.commune_name ?? chosen.commune_code;
      form.setFieldValue("commune", { code: chosen.commune_code, name });
    }
  };
  return (
    <Select
      label={jobOffers.chooseEmployer}
      placeholder={jobOffers.employerHint}
      required
      searchable
      clearable
      clearButtonProps={{ "aria-label": fields.clear }}
      nothingFoundMessage={fields.nothingFound}
      data-path="employer"
      data={missing ? [{ value: employer.id, label: employer.name }, ...data] : data}
      // The server has already chosen, by its own folding of accents.
      filter={({ options }) => options}
      value={employer?.id ?? null}
      searchValue={typed}
      onSearchChange={setTyped}
      onChange={choose}
      error={form.errors.employer ?? form.errors.employer_id}
    />
  );
}
