import { Button, Checkbox, Group, NativeSelect, Stack } from "@mantine/core";
import { useId } from "react";
import { useTerritoryName } from "@/api/reference";
import { SearchBox } from "@/components/SearchBox";
import { TerritorySelect } from "@/components/TerritorySelect";
import { publicOffers } from "@/i18n/fr/public-offers";
import type { FacetValue } from "./api";
import classes from "./public-offers.module.css";
import { chosen, DEFAULT_RADIUS, type Facet, type OfferSearch, RADII, toggled } from "./search";

type Change = (search: OfferSearch, replace?: boolean) => void;

/** Words, place and order: what nearly everybody sets. */
export function MainFilters({ search, onChange }: { search: OfferSearch; onChange: Change }) {
  const nameOf = useTerritoryName();
  const sort = search.sort ?? (search.q ? "relevance" : "-published_at");
  const sorts = Object.entries(publicOffers.sorts).filter(
    ([value]) => value !== "distance" || search.around,
  );
  return (
    <search className={classes.main}>
      <SearchBox
        label={publicOffers.search}
        placeholder={publicOffers.searchPlaceholder}
        value={search.q ?? ""}
        onChange={(q) => onChange({ ...search, q }, true)}
      />
      <TerritorySelect
        kind="commune"
        label={publicOffers.around}
        placeholder={publicOffers.aroundPlaceholder}
        value={search.around ? { code: search.around, name: nameOf(search.around) } : null}
        onChange={(around) => onChange({ ...search, around: around?.code })}
      />
      {search.around ? (
        <NativeSelect
          label={publicOffers.radius}
          data={RADII.map((km) => ({ value: km, label: publicOffers.radiusKm(Number(km)) }))}
          value={search.radius ?? DEFAULT_RADIUS}
          onChange={(event) => onChange({ ...search, radius: event.currentTarget.value })}
        />
      ) : null}
      <NativeSelect
        label={publicOffers.sort}
        data={sorts.map(([value, label]) => ({ value, label }))}
        value={sort}
        onChange={(event) => onChange({ ...search, sort: event.currentTarget.value })}
      />
    </search>
  );
}

interface FacetsProps {
  search: OfferSearch;
  facets: {
    epcis: FacetValue[];
    contracts: FacetValue[];
    sectors: FacetValue[];
    housing: number;
    remote: number;
  };
  onChange: Change;
}

/** Every other choice with what it would give. */
export function Facets({ search, facets, onChange }: FacetsProps) {
  const group = (facet: Facet, title: string, values: FacetValue[]) => (
    <FacetGroup
      title={title}
      values={values}
      chosen={chosen(search, facet)}
      onToggle={(code) => onChange(toggled(search, facet, code))}
    />
  );
  const isFiltered = Object.keys(search).some((name) => name !== "sort");
  return (
    <Stack gap="lg">
      {group("epci", publicOffers.epcis, facets.epcis)}
      {group("contract", publicOffers.contracts, facets.contracts)}
      {group("sector", publicOffers.sectors, facets.sectors)}
      <fieldset className={classes.facet}>
        <legend>{publicOffers.more}</legend>
        <Stack gap="xs">
          <Checkbox
            label={publicOffers.withCount(publicOffers.housing, facets.housing)}
            checked={search.housing ?? false}
            onChange={() => onChange({ ...search, housing: search.housing ? undefined : true })}
          />
          <Checkbox
            label={publicOffers.withCount(publicOffers.remote, facets.remote)}
            checked={search.remote ?? false}
            onChange={() => onChange({ ...search, remote: search.remote ? undefined : true })}
          />
          <Checkbox
            label={publicOffers.partner}
            checked={search.partner ?? false}
            onChange={() => onChange({ ...search, partner: search.partner ? undefined : true })}
          />
        </Stack>
      </fieldset>
      {isFiltered ? (
        <Group>
          <Button variant="default" onClick={() => onChange({})}>
            {publicOffers.clear}
          </Button>
        </Group>
      ) : null}
    </Stack>
  );
}

interface FacetGroupProps {
  title: string;
  values: FacetValue[];
  chosen: string[];
  onToggle: (code: string) => void;
}

function FacetGroup({ title, values, chosen, onToggle }: FacetGroupProps) {
  const id = useId();
  if (values.length === 0) return null;
  return (
    <fieldset className={classes.facet} aria-labelledby={id}>
      <legend id={id}>{title}</legend>
      <Stack gap="xs">
        {values.map(({ code, label, offers }) => (
          <Checkbox
            key={code}
            label={publicOffers.withCount(label, offers)}
            checked={chosen.includes(code)}
            onChange={() => onToggle(code)}
          />
        ))}
      </Stack>
    </fieldset>
  );
}
