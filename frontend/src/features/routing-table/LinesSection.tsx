import { Group, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { type Column, DataTable } from "@/components/DataTable";
import { Section } from "@/components/Section";
import { SmallButton } from "@/components/SmallButton";
import { common } from "@/i18n/fr/common";
import { routingTable as words } from "@/i18n/fr/routing-table";
import type { LineAt } from "./lines";
import type { ShownLine } from "./use-table-lines";

interface LinesSectionProps {
  title: string;
  hint?: string;
  /** Heading of the first column. */
  about: string;
  empty?: string;
  lines: ShownLine[];
  add?: ReactNode;
  onEdit: ((at: LineAt) => void) | null;
  /** Absent where lines can only be changed. */
  onRemove?: ((at: LineAt) => void) | null;
}

/** One group of lines: for whom, who is asked, and the sentence that says why. */
export function LinesSection(props: LinesSectionProps) {
  const { lines, onEdit, onRemove } = props;
  const columns: Column<ShownLine>[] = [
    { key: "about", header: props.about, render: (line) => line.about },
    { key: "kinds", header: words.partnerKinds, render: (line) => line.kinds },
    { key: "sentence", header: words.sentence, render: (line) => line.sentence },
  ];
  if (onEdit) {
    columns.push({
      key: "actions",
      header: common.actions,
      quiet: true,
      align: "end",
      render: (line) => (
        <Group justify="flex-end" gap="xs">
          <SmallButton
            label={common.edit}
            name={words.editOf(line.about)}
            onClick={() => onEdit(line.at)}
          />
          {onRemove ? (
            <SmallButton
              label={common.remove}
              name={words.removeOf(line.about)}
              onClick={() => onRemove(line.at)}
            />
          ) : null}
        </Group>
      ),
    });
  }
  return (
    <Section title={props.title} aside={props.add}>
      {props.hint ? (
        <Text size="sm" c="dimmed" mb="sm">
          {props.hint}
        </Text>
      ) : null}
      {lines.length === 0 ? (
        <Text>{props.empty}</Text>
      ) : (
        <DataTable
          caption={props.title}
          columns={columns}
          rows={lines}
          rowKey={(line) => line.id}
        />
      )}
    </Section>
  );
}
