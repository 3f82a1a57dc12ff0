import { Button, List, Stack, Text } from "@mantine/core";
import { IconSend } from "@tabler/icons-react";
import { useState } from "react";
import { SubmitKey } from "@/api/preconditions";
import { useLabelOf } from "@/api/reference";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import { household } from "@/i18n/fr/household";
import { askPartner } from "../api";
import type { Need, Prospect } from "../types";
import { sharesContact } from "./need-asking";
import { useSend } from "./use-change";

/** Asks the partner of a need by mail, once the person has read what it will be told. */
export function AskPartner({ prospect, need }: { prospect: Prospect; need: Need }) {
  const [opened, setOpened] = useState(false);
  const [key] = useState(() => new SubmitKey());
  const theme = useLabelOf("need_themes");
  const send = useSend();
  const label = labelOf(need);
  return (
    <>
      <Button
        size="compact-sm"
        variant="default"
        className="oml-no-print"
        leftSection={<IconSend size={16} aria-hidden />}
        aria-label={household.askAbout(label, theme(need.theme))}
        onClick={() => setOpened(true)}
        h="auto"
        mih="1.85rem"
        styles={{ label: { whiteSpace: "normal", textAlign: "start" } }}
      >
        {label}
      </Button>
      <ConfirmDialog
        opened={opened}
        title={household.askTitle}
        confirmLabel={household.askSend}
        onConfirm={async () => {
          // Asking again later is another request: the version tells them apart.
          const body = { need: need.id, version: need.version };
          await send(() => askPartner(prospect.id, need.id, key.header(body)), household.asked);
        }}
        onClose={() => setOpened(false)}
      >
        <WhatIsTold prospect={prospect} need={need} />
      </ConfirmDialog>
    </>
  );
}

function labelOf(need: Need): string {
  const partner = need.partner_name;
  if (partner === null) return household.askCompetent;
  if (need.awaited) return household.askAgain(partner);
  return need.answer === null ? household.ask(partner) : household.askMore(partner);
}

function WhatIsTold({ prospect, need }: { prospect: Prospect; need: Need }) {
  const theme = useLabelOf("need_themes");
  const shared = sharesContact(prospect);
  return (
    <Stack gap="sm">
      <Text>
        {need.partner_name ? household.askText(need.partner_name) : household.askTextNobody}
      </Text>
      <List>
        <List.Item>{household.askReads(prospect.number, theme(need.theme))}</List.Item>
        {need.description ? (
          <List.Item>{household.askReadsText(need.description)}</List.Item>
        ) : null}
        <List.Item>{household.askReadsReferent}</List.Item>
        {shared ? <List.Item>{household.askReadsFamily}</List.Item> : null}
      </List>
      {shared ? null : <Text>{household.askHidesFamily}</Text>}
      {need.description ? <Text fw={600}>{household.askCareful}</Text> : null}
    </Stack>
  );
}
