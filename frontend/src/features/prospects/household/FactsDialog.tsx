import { Checkbox, Select, SimpleGrid, Textarea, TextInput } from "@mantine/core";
import { CodeMultiSelect, CodeSelect } from "@/components/CodeSelect";
import { useConflict } from "@/components/ConflictDialog";
import type { ConflictField } from "@/components/conflict";
import { FormDialog } from "@/components/FormDialog";
import type { TerritoryChoice } from "@/components/TerritorySelect";
import { toastDone } from "@/components/toasts";
import { useTouchpointOptions } from "@/features/campaigns/use-touchpoint-options";
import { COUNTRIES, countryName } from "@/i18n/countries";
import { formatLabels, formatList } from "@/i18n/format";
import { common } from "@/i18n/fr/common";
import { fields } from "@/i18n/fr/fields";
import { household } from "@/i18n/fr/household";
import { sensitive } from "@/i18n/fr/sensitive";
import { updateProspect, useRefreshProspects } from "../api";
import type { Facts, FactsPatch, Prospect } from "../types";
import { textOrNull } from "../values";
import { useFactLabels } from "./FactsSection";
import { readProspect } from "./read";
import { WishedTerritories } from "./WishedTerritories";

type FactsValues = Facts & { wished_territories: TerritoryChoice[] };

const words = household.factsLabels;
const TEXTS = ["city", "postal_code", "source_detail", "campaign"] as const;
const LONG_TEXTS = ["housing_comment", "message"] as const;
const CODES = [
  ["horizon", "horizons"],
  ["maturity", "maturities"],
  ["household_kind", "household_kinds"],
  ["housing_wish", "housing_wishes"],
  ["lot_link", "lot_links"],
  ["target_group", "target_groups"],
  ["language", "languages"],
] as const;
const NAMES = Object.keys(words) as (keyof FactsValues)[];

const valuesOf = (row: Prospect): FactsValues =>
  Object.fromEntries(
    NAMES.map((name) => [
      name,
      name === "wished_territories"
        ? row.wished_territories.map(({ code, name: label }) => ({ code, name: label }))
        : row[name],
    ]),
  ) as unknown as FactsValues;

/** Only what differs from the stored file is sent. */
export function factsPatch(stored: FactsValues, values: FactsValues): FactsPatch {
  const changed = NAMES.filter(
    (name) => JSON.stringify(clean(values[name])) !== JSON.stringify(clean(stored[name])),
  );
  const body = Object.fromEntries(changed.map((name) => [name, clean(values[name])]));
  if (body.wished_territories) {
    body.wished_territories = values.wished_territories.map((one) => one.code);
  }
  return body as FactsPatch;
}

const clean = (value: unknown) => (typeof value === "string" ? textOrNull(value) : value);

/** All facts of a household, saved over the version that was read. */
export function FactsDialog({ prospect, onClose }: { prospect: Prospect; onClose: () => void }) {
  const refresh = useRefreshProspects();
  const touchpoints = useTouchpointOptions();
  const conflict = useConflict<Prospect, FactsValues>({
    fields: useConflictFields(touchpoints),
    valuesOf,
    read: (row) => readProspect(row.id),
    send: (row, values) => updateProspect(row, factsPatch(valuesOf(row), values)),
  });
  const blankToText = (values: FactsValues): FactsValues => ({
    ...values,
    ...Object.fromEntries([...TEXTS, ...LONG_TEXTS].map((name) => [name, values[name] ?? ""])),
  });
  return (
    <>
      <FormDialog<FactsValues & Record<string, unknown>>
        title={household.editFacts}
        size="xl"
        labels={words}
        initialValues={blankToText(valuesOf(prospect)) as FactsValues & Record<string, unknown>}
        onClose={onClose}
        send={async (values) => {
          const saved = await conflict.save(prospect, {
            ...values,
            ...Object.fromEntries(
              [...TEXTS, ...LONG_TEXTS].map((name) => [name, textOrNull(values[name])]),
            ),
          });
          if (saved === null) return false;
          toastDone(household.saved);
          await refresh();
          return true;
        }}
      >
        {(form) => (
          <>
            <CodeMultiSelect
              list="project_types"
              label={words.project_types}
              {...form.getInputProps("project_types")}
            />
            <WishedTerritories
              value={form.values.wished_territories}
              onChange={(chosen) => form.setFieldValue("wished_territories", chosen)}
              error={form.errors.wished_territories}
              disabled={form.values.territory_indifferent}
            />
            <Checkbox
              label={words.territory_indifferent}
              {...form.getInputProps("territory_indifferent", { type: "checkbox" })}
            />
            <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
              {CODES.map(([name, list]) => (
                <CodeSelect
                  key={name}
                  list={list}
                  label={words[name]}
                  clearable
                  {...form.getInputProps(name)}
                />
              ))}
              <CodeSelect list="sources" label={words.source} {...form.getInputProps("source")} />
              <Select
                label={words.country}
                data={COUNTRIES}
                searchable
                clearable
                clearButtonProps={{ "aria-label": fields.clear }}
                nothingFoundMessage={fields.nothingFound}
                {...form.getInputProps("country")}
              />
              {TEXTS.map((name) => (
                <TextInput key={name} label={words[name]} {...form.getInputProps(name)} />
              ))}
              <Select
                label={words.touchpoint_id}
                data={touchpoints}
                searchable
                clearable
                clearButtonProps={{ "aria-label": fields.clear }}
                nothingFoundMessage={fields.nothingFound}
                {...form.getInputProps("touchpoint_id")}
              />
            </SimpleGrid>
            <CodeMultiSelect
              list="motives"
              label={words.motives}
              {...form.getInputProps("motives")}
            />
            <CodeMultiSelect
              list="obstacles"
              label={words.obstacles}
              {...form.getInputProps("obstacles")}
            />
            {LONG_TEXTS.map((name) => (
              <Textarea
                key={name}
                label={words[name]}
                description={sensitive.readable}
                autosize
                minRows={2}
                maxRows={8}
                {...form.getInputProps(name)}
              />
            ))}
          </>
        )}
      </FormDialog>
      {conflict.dialog}
    </>
  );
}

function useConflictFields(
  touchpoints: readonly { value: string; label: string }[],
): ConflictField<FactsValues>[] {
  const labels: Partial<Record<string, (code: string) => string>> = useFactLabels();
  return NAMES.map((name) => ({
    name,
    label: words[name as keyof typeof words],
    show: (values) => {
      const value = values[name];
      if (name === "wished_territories") {
        return formatList(values.wished_territories.map((one) => one.name));
      }
      if (name === "touchpoint_id") {
        return touchpoints.find((one) => one.value === value)?.label ?? "";
      }
      if (name === "country") return countryName(values.country);
      if (typeof value === "boolean") return value ? common.yes : common.no;
      const label = labels[name] ?? ((code: string) => code);
      return Array.isArray(value)
        ? formatLabels(value.map((one) => label(String(one))))
        : value
          ? label(String(value))
          : "";
    },
  }));
}
