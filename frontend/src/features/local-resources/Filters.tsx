import { Group, Select, SimpleGrid, Stack, Switch } from "@mantine/core";
import { CodeSelect } from "@/components/CodeSelect";
import { SearchBox } from "@/components/SearchBox";
import { fields } from "@/i18n/fr/fields";
import { localResources } from "@/i18n/fr/local-resources";
import type { DirectorySearch } from "./search";
import { useDirectoryTerritories } from "./use-territory-options";

interface FiltersProps {
  search: DirectorySearch;
  onChange: (part: Partial<DirectorySearch>, replace?: boolean) => void;
}

/** Narrows the directory; every change goes straight to the address. */
export function Filters({ search, onChange }: FiltersProps) {
  const territories = useDirectoryTerritories();
  return (
    <search>
      <Stack gap="sm">
        <SimpleGrid cols={{ base: 1, sm: 3 }}>
          <SearchBox
            label={localResources.search}
            placeholder={localResources.searchPlaceholder}
            value={search.q ?? ""}
            onChange={(q) => onChange({ q: q || undefined }, true)}
          />
          <Select
            label={localResources.territory}
            data={territories}
            clearable
            clearButtonProps={{ "aria-label": fields.clear }}
            placeholder={fields.choose}
            value={search.territory ?? null}
            onChange={(territory) => onChange({ territory: territory ?? undefined })}
          />
          <CodeSelect
            list="need_themes"
            label={localResources.theme}
            clearable
            value={search.theme ?? null}
            onChange={(theme) => onChange({ theme: theme ?? undefined })}
          />
        </SimpleGrid>
        <Group gap="lg">
          <Switch
            label={localResources.staleOnly}
            checked={search.stale ?? false}
            onChange={(event) => onChange({ stale: event.currentTarget.checked || undefined })}
          />
          <Switch
            label={localResources.archivedToo}
            checked={search.archived ?? false}
            onChange={(event) => onChange({ archived: event.currentTarget.checked || undefined })}
          />
        </Group>
      </Stack>
    </search>
  );
}
