import { Radio, Stack, Text } from "@mantine/core";
import { Section } from "@/components/Section";
import { duplicates as said } from "@/i18n/fr/duplicates";
import type { Comparison } from "./api";
import { differing, type Which } from "./choices";
import classes from "./duplicates.module.css";
import { useShown } from "./shown";

interface ChosenFieldsProps {
  pair: Comparison;
  readOnly: boolean;
  sideOf: (field: string) => Which;
  onChange: (field: string, which: Which) => void;
}

/** The fields about which the files contradict each other: one radio group each. */
export function ChosenFields({ pair, readOnly, sideOf, onChange }: ChosenFieldsProps) {
  const fields = differing(pair.fields);
  const show = useShown(fields);
  return (
    <Section title={said.choose}>
      {fields.length === 0 ? (
        <Text c="dimmed">{said.nothingDiffers}</Text>
      ) : (
        <Stack>
          <Text size="sm" c="dimmed">
            {said.chooseHint}
          </Text>
          {fields.map((field) => (
            <Radio.Group
              key={field.field}
              label={said.fields[field.field] ?? field.field}
              value={sideOf(field.field)}
              onChange={(value) => onChange(field.field, value === "second" ? "second" : "first")}
            >
              <div className={classes.pair}>
                {(["first", "second"] as const).map((which) => (
                  <Radio
                    key={which}
                    mt={6}
                    value={which}
                    disabled={readOnly}
                    label={show(field, which)}
                    description={pair[which].number}
                  />
                ))}
              </div>
            </Radio.Group>
          ))}
        </Stack>
      )}
    </Section>
  );
}
