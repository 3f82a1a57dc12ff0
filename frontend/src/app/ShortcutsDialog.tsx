import { Group, Kbd, Modal, Stack, Switch, Table, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { common } from "@/i18n/fr/common";
import { navigation } from "@/i18n/fr/navigation";
import { ACCOUNT_ENTRY, MAIN_MENU } from "./menu";

interface ShortcutsDialogProps {
  singleKeys: boolean;
  onSingleKeys: (on: boolean) => void;
  onClose: () => void;
}

/** Help for the keyboard, with the switch that turns plain-character shortcuts off. */
export default function ShortcutsDialog({
  singleKeys,
  onSingleKeys,
  onClose,
}: ShortcutsDialogProps) {
  const goTo = [...MAIN_MENU, ACCOUNT_ENTRY].filter((entry) => entry.key);
  return (
    <Modal
      opened
      onClose={onClose}
      title={navigation.shortcuts}
      closeButtonProps={{ "aria-label": common.close }}
    >
      <Stack>
        <Text>{navigation.shortcutsIntro}</Text>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{navigation.shortcutKey}</Table.Th>
              <Table.Th scope="col">{navigation.shortcutEffect}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            <Line effect={navigation.shortcutPalette}>
              <Kbd>{navigation.ctrl}</Kbd> <Kbd>{"K"}</Kbd>
            </Line>
            <Line effect={navigation.shortcutHelp}>
              <Kbd>{"?"}</Kbd>
            </Line>
            <Line effect={navigation.shortcutSearch}>
              <Kbd>{"/"}</Kbd>
            </Line>
            <Line effect={navigation.newProspect}>
              <Kbd>{"n"}</Kbd>
            </Line>
            {goTo.map((entry) => (
              <Line key={entry.path} effect={navigation.shortcutGo(entry.label)}>
                <Group gap={6} wrap="nowrap">
                  <Kbd>{"g"}</Kbd> {navigation.followedBy} <Kbd>{entry.key}</Kbd>
                </Group>
              </Line>
            ))}
          </Table.Tbody>
        </Table>
        <Switch
          checked={singleKeys}
          onChange={(event) => onSingleKeys(event.currentTarget.checked)}
          label={navigation.singleKeys}
          description={navigation.singleKeysHint}
        />
      </Stack>
    </Modal>
  );
}

function Line({ children, effect }: { children: ReactNode; effect: string }) {
  return (
    <Table.Tr>
      <Table.Td>{children}</Table.Td>
      <Table.Td>{effect}</Table.Td>
    </Table.Tr>
  );
}
