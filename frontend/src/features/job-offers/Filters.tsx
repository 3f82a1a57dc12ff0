import { Button, Chip, Group, Select, SimpleGrid, Stack, Text } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useAllTerritories, useLabelOf } from "@/api/reference";
import type { Schema } from "@/api/types";
import { CodeSelect } from "@/components/CodeSelect";
import { SearchBox } from "@/components/SearchBox";
import { fields } from "@/i18n/fr/fields";
import { jobOffers } from "@/i18n/fr/job-offers";
import { DEFAULT_SORT, type JobOfferSearch, readJobOfferSearch, SORTS } from "./search";

interface FiltersProps {
  search: JobOfferSearch;
  counts: Schema<"JobOfferCounts"> | undefined;
  isStaff: boolean;
}

/** Words, state, contract, place and provenance, all in the address. */
export function Filters({ search, counts, isStaff }: FiltersProps) {
  const change = useSearchChange();
  return (
    <search>
      <Stack gap="sm">
        <SimpleGrid cols={{ base: 1, xs: 2, md: isStaff ? 5 : 3 }}>
          <SearchBox
            label={jobOffers.search}
            placeholder={jobOffers.searchPlaceholder}
            value={search.q ?? ""}
            onChange={(q) => change({ q: q || undefined }, true)}
          />
          <CodeSelect
            list="contract_types"
            label={jobOffers.contract}
            clearable
            value={search.contract ?? null}
            onChange={(contract) => change({ contract: contract ?? undefined })}
          />
          {isStaff ? <StaffFilters search={search} /> : null}
          <Select
            label={jobOffers.sort}
            data={SORTS.map((value) => ({ value, label: jobOffers.sorts[value] ?? value }))}
            allowDeselect={false}
            value={search.sort ?? DEFAULT_SORT}
            onChange={(sort) => change({ sort: sort ?? undefined })}
          />
        </SimpleGrid>
        <StatusChips search={search} counts={counts} />
        <Narrowed search={search} />
      </Stack>
    </search>
  );
}

function StaffFilters({ search }: { search: JobOfferSearch }) {
  const change = useSearchChange();
  const { data } = useAllTerritories();
  const epcis = (data ?? []).filter((one) => one.kind === "epci");
  return (
    <>
      <Select
        label={jobOffers.territory}
        data={epcis.map(({ code, name }) => ({ value: code, label: name }))}
        clearable
        clearButtonProps={{ "aria-label": fields.clear }}
        placeholder={fields.choose}
        value={search.territory ?? null}
        onChange={(territory) => change({ territory: territory ?? undefined })}
      />
      <CodeSelect
        list="job_offer_sources"
        label={jobOffers.source}
        clearable
        value={search.source ?? null}
        onChange={(source) => change({ source: source ?? undefined })}
      />
    </>
  );
}

function StatusChips({ search, counts }: Pick<FiltersProps, "search" | "counts">) {
  const change = useSearchChange();
  const label = useLabelOf("job_offer_statuses");
  const chosen = search.status ?? [];
  const shown = (counts?.statuses ?? []).filter(
    ({ status, offers }) => offers > 0 || chosen.includes(status),
  );
  if (shown.length === 0) return null;
  return (
    <Chip.Group multiple value={chosen} onChange={(status) => change({ status })}>
      <Group gap={6} role="group" aria-label={jobOffers.statusFilter}>
        {shown.map(({ status, offers }) => (
          <Chip key={status} value={status} size="sm" variant="light">
            {jobOffers.statusCount(label(status), offers)}
          </Chip>
        ))}
      </Group>
    </Chip.Group>
  );
}

/** What another page narrowed the list to, and the way out of it. */
function Narrowed({ search }: { search: JobOfferSearch }) {
  const change = useSearchChange();
  if (!search.employer && !search.occupation) return null;
  return (
    <Group gap="xs">
      <Text size="sm">{search.employer ? jobOffers.onlyEmployer : jobOffers.onlyOccupation}</Text>
      <Button
        size="compact-sm"
        variant="default"
        onClick={() => change({ employer: undefined, occupation: undefined })}
      >
        {jobOffers.showAll}
      </Button>
    </Group>
  );
}

/** Changes the address, keeping what is not mentioned; typing does not fill the history. */
export function useSearchChange() {
  const navigate = useNavigate();
  return (
    part: { [Name in keyof JobOfferSearch]: JobOfferSearch[Name] | undefined },
    replace = false,
  ) =>
    void navigate({
      to: "/offres-emploi",
      search: (now: object) => readJobOfferSearch({ ...now, ...part }),
      replace,
      resetScroll: false,
    });
}
