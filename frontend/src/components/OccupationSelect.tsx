import { Autocomplete, type AutocompleteProps, Group, Text } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { type Occupation, useOccupations } from "@/api/reference";
import { fields } from "@/i18n/fr/fields";

/** An occupation as the person says it, with its ROME code once one was picked. */
export interface OccupationChoice {
  code: string | null;
  text: string;
}

interface OccupationSelectProps
  extends Omit<AutocompleteProps, "data" | "value" | "onChange" | "onOptionSubmit"> {
  value: OccupationChoice;
  onChange: (occupation: OccupationChoice) => void;
}

/** Free text with proposals from the ROME: nobody is stuck because their word is not in it. */
export function OccupationSelect({ value, onChange, ...props }: OccupationSelectProps) {
  const [asked] = useDebouncedValue(value.code === null ? value.text : "", 200);
  const found = useOccupations(asked);
  const byText = new Map((found.data ?? []).map((one) => [textOf(one), one]));
  return (
    <Autocomplete
      placeholder={fields.occupationPlaceholder}
      data={[...byText.keys()]}
      // The server has already chosen, by its own folding and its table of everyday titles.
      filter={({ options }) => options}
      value={value.text}
      onChange={(text) => onChange({ code: byText.get(text)?.code ?? null, text })}
      renderOption={({ option }) => {
        const occupation = byText.get(option.value);
        return (
          <Group gap="xs" justify="space-between" flex={1}>
            <Text size="sm">{option.value}</Text>
            {occupation?.title ? (
              <Text size="xs" c="dimmed">
                {occupation.label}
              </Text>
            ) : null}
          </Group>
        );
      }}
      {...props}
    />
  );
}

function textOf(occupation: Occupation): string {
  return occupation.title ?? occupation.label;
}
