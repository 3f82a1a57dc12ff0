import { Select } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { call } from "@/api/transport";
import type { Schema } from "@/api/types";
import { fields } from "@/i18n/fr/fields";
import { installation as words } from "@/i18n/fr/installation";

type Offer = Schema<"JobOffer">;

interface OfferSelectProps {
  value: string | null;
  onChange: (offer: Offer | null) => void;
  error?: React.ReactNode;
}

/** The job offer thanks to which a household came, found by the words of its title or its employer. */
export function OfferSelect({ value, onChange, error }: OfferSelectProps) {
  const [typed, setTyped] = useState("");
  const [asked] = useDebouncedValue(typed, 200);
  const known = useQuery({
    queryKey: ["/job-offers", value],
    enabled: value !== null,
    queryFn: ({ signal }) => call<Offer>("GET", `/job-offers/${value}`, { signal }),
  });
  const found = useQuery({
    queryKey: ["/job-offers", "choice", asked],
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) =>
      (
        await call<Schema<"JobOfferPage">>("GET", "/job-offers", {
          query: {
            q: asked.includes(" – ") ? undefined : asked,
            status: "published,filled,expired",
            limit: 20,
          },
          signal,
        })
      ).items,
  });
  const offers = [...(known.data ? [known.data] : []), ...(found.data ?? [])].filter(
    (offer, index, all) => all.findIndex(({ id }) => id === offer.id) === index,
  );
  return (
    <Select
      label={words.offer}
      description={words.offerHint}
      searchable
      clearable
      clearButtonProps={{ "aria-label": fields.clear }}
      placeholder={words.offerPlaceholder}
      nothingFoundMessage={fields.nothingFound}
      data={offers.map(({ id, title, employer_name }) => ({
        value: id,
        label: `${title} – ${employer_name}`,
      }))}
      filter={({ options }) => options}
      value={value}
      onSearchChange={setTyped}
      onChange={(id) => onChange(offers.find((offer) => offer.id === id) ?? null)}
      error={error}
    />
  );
}
