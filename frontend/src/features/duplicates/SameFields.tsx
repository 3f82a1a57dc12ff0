import { Text } from "@mantine/core";
import { Section } from "@/components/Section";
import { duplicates as said } from "@/i18n/fr/duplicates";
import type { Comparison } from "./api";
import { agreed } from "./choices";
import classes from "./duplicates.module.css";
import { useShown } from "./shown";

/** What both files say alike, or only one of them does. */
export function SameFields({ pair }: { pair: Comparison }) {
  const fields = agreed(pair.fields);
  const show = useShown(fields);
  if (fields.length === 0) return null;
  return (
    <Section title={said.same}>
      <Text size="sm" c="dimmed" mb="sm">
        {said.sameHint}
      </Text>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{said.field}</th>
            <th scope="col">{pair.first.number}</th>
            <th scope="col">{pair.second.number}</th>
          </tr>
        </thead>
        <tbody>
          {fields.map((field) => (
            <tr key={field.field}>
              <th scope="row">{said.fields[field.field] ?? field.field}</th>
              <td>{show(field, "first")}</td>
              <td>{show(field, "second")}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}
