import {
  Checkbox,
  Group,
  MultiSelect,
  Paper,
  Select,
  SimpleGrid,
  Stack,
  TextInput,
} from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { useEffect, useState } from "react";
import { useTerritories } from "@/api/reference";
import { CodeMultiSelect } from "@/components/CodeSelect";
import { DateField } from "@/components/DateField";
import { fields } from "@/i18n/fr/fields";
import { prospects } from "@/i18n/fr/prospects";
import type { ProspectSearch } from "./search";

interface FilterPanelProps {
  id: string;
  search: ProspectSearch;
  onChange: (change: Partial<ProspectSearch>, replace?: boolean) => void;
}

/** The less frequent filters; every change goes straight to the address. */
export function FilterPanel({ id, search, onChange }: FilterPanelProps) {
  const epcis = useTerritories("", "epci", 50);
  const epciOptions = [
    { value: "none", label: prospects.noEpci },
    ...(epcis.data ?? []).map((one) => ({ value: one.code, label: one.name })),
  ];
  return (
    <Paper withBorder p="md" id={id}>
      <Stack>
        <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }} spacing="sm">
          <MultiSelect
            label={prospects.epci}
            data={epciOptions}
            value={search.epci ?? []}
            onChange={(epci) => onChange({ epci: some(epci) })}
            hidePickedOptions
            searchable
            placeholder={search.epci ? undefined : fields.choose}
            nothingFoundMessage={fields.nothingFound}
          />
          <CodeMultiSelect
            list="project_types"
            label={prospects.projectType}
            value={search.project_type ?? []}
            onChange={(codes) => onChange({ project_type: some(codes) })}
          />
          <CodeMultiSelect
            list="sources"
            label={prospects.source}
            value={search.source ?? []}
            onChange={(codes) => onChange({ source: some(codes) })}
          />
          <CampaignField
            value={search.campaign ?? ""}
            onChange={(campaign) => onChange({ campaign: campaign || undefined }, true)}
          />
          <CodeMultiSelect
            list="horizons"
            label={prospects.horizon}
            value={search.horizon ?? []}
            onChange={(codes) => onChange({ horizon: some(codes) })}
          />
          <DateField
            label={prospects.createdAfter}
            value={search.created_after ?? null}
            onChange={(day) => onChange({ created_after: day ?? undefined })}
          />
          <DateField
            label={prospects.createdBefore}
            value={search.created_before ?? null}
            onChange={(day) => onChange({ created_before: day ?? undefined })}
          />
          <Select
            label={prospects.archivedFilter}
            allowDeselect={false}
            data={[
              { value: "false", label: prospects.archivedNo },
              { value: "true", label: prospects.archivedOnly },
              { value: "any", label: prospects.archivedAny },
            ]}
            value={search.archived ?? "false"}
            onChange={(value) =>
              onChange({ archived: value === "true" || value === "any" ? value : undefined })
            }
          />
        </SimpleGrid>
        <Group>
          <Checkbox
            label={prospects.overdueOnly}
            checked={search.overdue ?? false}
            onChange={(event) => onChange({ overdue: event.currentTarget.checked || undefined })}
          />
          <Checkbox
            label={prospects.unassignedOnly}
            checked={search.unassigned ?? false}
            onChange={(event) => onChange({ unassigned: event.currentTarget.checked || undefined })}
          />
          {/* Set by the numbers of a campaign or an event: here they are seen, and taken away. */}
          {FROM_FIGURES.filter((name) => search[name] !== undefined).map((name) => (
            <Checkbox
              key={name}
              label={prospects.fromFigures[name]}
              checked
              onChange={() => onChange({ [name]: undefined })}
            />
          ))}
        </Group>
      </Stack>
    </Paper>
  );
}

/** The name of a campaign: the list is asked once typing pauses. */
function CampaignField({ value, onChange }: { value: string; onChange: (name: string) => void }) {
  const [typed, setTyped] = useState(value);
  const later = useDebouncedCallback(onChange, 300);
  useEffect(() => setTyped(value), [value]);
  return (
    <TextInput
      label={prospects.campaign}
      description={prospects.campaignHint}
      maxLength={200}
      value={typed}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        later(event.currentTarget.value.trim());
      }}
    />
  );
}

const FROM_FIGURES = ["touchpoint", "phase", "reached", "event"] as const;

const some = (codes: string[]) => (codes.length > 0 ? codes : undefined);
