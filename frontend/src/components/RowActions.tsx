import { Group } from "@mantine/core";
import { administration } from "@/i18n/fr/administration";
import { common } from "@/i18n/fr/common";
import type { Column } from "./DataTable";
import { SmallButton } from "./SmallButton";

interface RowActionsProps {
  /** What the row is called, so that each button has a name of its own. */
  name: string;
  isArchived: boolean;
  onEdit: () => void;
  onArchive: () => void;
  onRestore: () => void;
}

/** Change, archive or restore the element of a row. */
export function RowActions({ name, isArchived, ...on }: RowActionsProps) {
  return (
    <Group justify="flex-end" gap="xs">
      {isArchived ? (
        <SmallButton
          label={administration.restore}
          name={administration.restoreOf(name)}
          onClick={on.onRestore}
        />
      ) : (
        <>
          <SmallButton label={common.edit} name={administration.editOf(name)} onClick={on.onEdit} />
          <SmallButton
            label={administration.archive}
            name={administration.archiveOf(name)}
            onClick={on.onArchive}
          />
        </>
      )}
    </Group>
  );
}

/** The last column of a table whose rows can be changed. */
RowActions.column = <Row,>(propsOf: (row: Row) => RowActionsProps): Column<Row> => ({
  key: "actions",
  header: common.actions,
  quiet: true,
  align: "end",
  render: (row) => <RowActions {...propsOf(row)} />,
});
