import { Group, Select, type SelectProps, Text } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useState } from "react";
import { type Territory, useTerritories } from "@/api/reference";
import { fields } from "@/i18n/fr/fields";

/** What a form keeps of a chosen territory: the name too, so that it shows without another read. */
export interface TerritoryChoice {
  code: string;
  name: string;
}

interface TerritorySelectProps extends Omit<SelectProps, "data" | "value" | "onChange"> {
  value: TerritoryChoice | null;
  onChange: (territory: TerritoryChoice | null) => void;
  /** `epci` or `commune`; both when absent. */
  kind?: string;
}

/** A commune or intercommunalité found by its name; accents do not matter, the server compares. */
export function TerritorySelect({ value, onChange, kind, ...props }: TerritorySelectProps) {
  const [typed, setTyped] = useState(value?.name ?? "");
  const [asked] = useDebouncedValue(typed === value?.name ? "" : typed, 200);
  const [wanted, setWanted] = useState(false);
  const found = useTerritories(asked, kind, 20, wanted);
  const items = found.data ?? [];
  return (
    <Select
      searchable
      clearable
      clearButtonProps={{ "aria-label": fields.clear }}
      placeholder={fields.territoryPlaceholder}
      nothingFoundMessage={fields.nothingFound}
      data={optionsWith(items, value)}
      // The server has already chosen, by its own folding of accents.
      filter={({ options }) => options}
      value={value?.code ?? null}
      searchValue={typed}
      onSearchChange={setTyped}
      onFocus={() => setWanted(true)}
      onChange={(_, option) =>
        onChange(option === null ? null : { code: option.value, name: option.label })
      }
      renderOption={({ option }) => (
        <TerritoryLine
          territory={items.find((one) => one.code === option.value)}
          name={option.label}
        />
      )}
      {...props}
    />
  );
}

function TerritoryLine({ territory, name }: { territory: Territory | undefined; name: string }) {
  const detail =
    territory?.kind === "commune" ? territory.parent_name : fields.kinds[territory?.kind ?? ""];
  return (
    <Group gap="xs" justify="space-between" flex={1}>
      <Text size="sm">{name}</Text>
      {detail ? (
        <Text size="xs" c="dimmed">
          {detail}
        </Text>
      ) : null}
    </Group>
  );
}

function optionsWith(items: readonly Territory[], value: TerritoryChoice | null) {
  const options = items.map((item) => ({ value: item.code, label: item.name }));
  const missing = value !== null && !options.some((option) => option.value === value.code);
  return missing ? [{ value: value.code, label: value.name }, ...options] : options;
}
