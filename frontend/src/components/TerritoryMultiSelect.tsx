import {
  type ComboboxItem,
  type ComboboxItemGroup,
  MultiSelect,
  type MultiSelectProps,
  type OptionsFilter,
} from "@mantine/core";
import { type Territory, useAllTerritories } from "@/api/reference";
import { fields } from "@/i18n/fr/fields";
import { fold } from "./fold";

interface TerritoryMultiSelectProps extends Omit<MultiSelectProps, "data"> {
  /** Levels offered, in this order. */
  kinds?: readonly string[];
}

const SHOWN = 60;
const ALL_KINDS = ["departement", "epci", "commune"];

/** Several territories by name or postal code, in the order they were picked. */
export function TerritoryMultiSelect({ kinds = ALL_KINDS, ...props }: TerritoryMultiSelectProps) {
  const territories = useAllTerritories();
  const items = territories.data ?? [];
  const words = new Map(items.map((one) => [one.code, wordsOf(one)]));
  const isEmpty = (props.value ?? []).length === 0;
  return (
    <MultiSelect
      searchable
      hidePickedOptions
      clearButtonProps={{ "aria-label": fields.clear }}
      nothingFoundMessage={fields.nothingFound}
      placeholder={isEmpty ? placeholderOf(territories.isError) : undefined}
      data={kinds.map((kind) => groupOf(kind, items))}
      filter={filterBy(words)}
      limit={SHOWN}
      {...props}
    />
  );
}

const placeholderOf = (failed: boolean) =>
  failed ? fields.listsUnavailable : fields.territoriesPlaceholder;

function groupOf(kind: string, items: readonly Territory[]): ComboboxItemGroup<ComboboxItem> {
  return {
    group: fields.kindsPlural[kind] ?? kind,
    items: items
      .filter((one) => one.kind === kind)
      .map((one) => ({ value: one.code, label: one.name })),
  };
}

const wordsOf = ({ name, postal_codes }: Territory) => ` ${fold(name)} ${postal_codes.join(" ")}`;

/** Keeps what has a word beginning with each typed one; "st cere" finds Saint-Céré. */
function filterBy(words: ReadonlyMap<string, string>): OptionsFilter {
  return ({ options, search }) => {
    const typed = fold(search)
      .split(" ")
      .filter((word) => word !== "")
      .map((word) => (word === "st" ? "saint" : word));
    const matches = (code: string) =>
      typed.every((word) => (words.get(code) ?? "").includes(` ${word}`));
    return options
      .map((option) =>
        "group" in option
          ? { ...option, items: option.items.filter((item) => matches(item.value)) }
          : option,
      )
      .filter((option) => !("group" in option) || option.items.length > 0);
  };
}
