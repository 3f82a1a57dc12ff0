import { Text } from "@mantine/core";
import { useLabelOf } from "@/api/reference";
import { Section } from "@/components/Section";
import { formatInteger } from "@/i18n/format";
import { duplicates as said } from "@/i18n/fr/duplicates";
import type { Comparison, Side } from "./api";
import classes from "./duplicates.module.css";

/** What both files hold beside their facts: all of it is joined. */
export function SideWork({ pair }: { pair: Comparison }) {
  const status = useLabelOf("prospect_statuses");
  const source = useLabelOf("sources");
  const project = useLabelOf("project_types");
  const lines: [string, (side: Side) => string][] = [
    [said.status, (side) => status(side.status)],
    [said.source, (side) => `${source(side.source)}, ${said.opened(side.created_at)}`],
    [said.projects, (side) => side.project_types.map(project).join(", ")],
    [said.wishes, (side) => side.wishes.join(", ")],
    [said.referents, (side) => side.referents.join(", ")],
    [said.needs, (side) => formatInteger(side.needs)],
    [said.tasks, (side) => formatInteger(side.tasks)],
    [said.interactions, (side) => formatInteger(side.interactions)],
    [said.consents, (side) => formatInteger(side.consents)],
  ];
  return (
    <Section title={said.work}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{said.field}</th>
            <th scope="col">{pair.first.number}</th>
            <th scope="col">{pair.second.number}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map(([label, show]) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td>{show(pair.first) || said.empty}</td>
              <td>{show(pair.second) || said.empty}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Text size="sm" c="dimmed" mt="sm">
        {said.consentsHint}
      </Text>
    </Section>
  );
}
