import { Button, Stack, Text } from "@mantine/core";
import { useState } from "react";
import type { Schema } from "@/api/types";
import { useMay } from "@/api/use-session";
import { Part } from "@/features/prospects/household/Part";
import { useSend } from "@/features/prospects/household/use-change";
import type { Prospect } from "@/features/prospects/types";
import { retention } from "@/i18n/fr/retention";
import { AnonymiseDialog } from "./AnonymiseDialog";
import { anonymiseProspect, useFileRetention } from "./api";

/** Until when the file is kept and why; those who run the programme end it at once. */
export function RetentionSection({ prospect }: { prospect: Prospect }) {
  const may = useMay("anonymise");
  const end = useFileRetention(prospect.id);
  const send = useSend();
  const [asking, setAsking] = useState(false);
  const over = ["merged", "anonymised"].includes(prospect.status);
  return (
    <Part id="conservation" title={retention.title}>
      <Stack gap="xs" align="flex-start">
        {end.data ? <End end={end.data} /> : null}
        {may && !over ? (
          <Button variant="default" color="red" size="sm" onClick={() => setAsking(true)}>
            {retention.anonymise}
          </Button>
        ) : null}
      </Stack>
      {asking ? (
        <AnonymiseDialog
          title={retention.dialogTitle(prospect.number)}
          text={prospect.number}
          send={(body) => send(() => anonymiseProspect(prospect.id, body), retention.done)}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </Part>
  );
}

function End({ end }: { end: Schema<"FileRetention"> }) {
  if (end.state === null || end.ends_on === null || end.last_action_on === null) {
    return <Text size="sm">{retention.over}</Text>;
  }
  return (
    <>
      <Text size="sm">
        <strong>{retention.until(end.ends_on)}</strong>
        {`, ${retention.because(end.basis ?? "", end.last_action_on)}`}
      </Text>
      <Text size="sm">{noticeOf(end)}</Text>
      <Text size="sm" c="dimmed">
        {retention.moves}
      </Text>
    </>
  );
}

function noticeOf(end: Schema<"FileRetention">): string {
  if (end.state === "due") return retention.due;
  if (end.notice_on === null) return retention.unreachable;
  return end.state === "noticed"
    ? retention.noticed(end.notice_on)
    : retention.noticeOn(end.notice_on);
}
