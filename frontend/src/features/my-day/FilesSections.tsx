import { Button, Group, Text } from "@mantine/core";
import { IconPhone } from "@tabler/icons-react";
import { type ReactNode, useState } from "react";
import { useLabelOf } from "@/api/reference";
import { useCurrentUser, useMay } from "@/api/use-session";
import { daysFromNow, formatDaysFromNow, formatPhone } from "@/i18n/format";
import { myDay } from "@/i18n/fr/my-day";
import { DaySection, focusPart } from "./DaySection";
import { DoneDialog } from "./DoneDialog";
import type { DayPart } from "./day";
import classes from "./day.module.css";
import { FileText } from "./FileText";
import type { DayFile, OverdueFile, WaitingFile } from "./types";

interface ListProps<File> {
  items: File[];
  /** How many there are in all. */
  count: number;
}

/** Files whose next action is today. */
export function CallsSection({ items, count }: ListProps<DayFile>) {
  const own = useCurrentUser()?.referent_id ?? undefined;
  return (
    <DaySection
      part="to_call"
      count={count}
      shown={items.length}
      more={{ referent_id: own, sort: "next_action_on" }}
    >
      {items.map((file) => (
        <FileLine key={file.id} file={file} part="to_call">
          <Text>{file.next_action?.label}</Text>
        </FileLine>
      ))}
    </DaySection>
  );
}

/** Files for which something should have been done already, and what. */
export function OverdueSection({ items, count }: ListProps<OverdueFile>) {
  const own = useCurrentUser()?.referent_id ?? undefined;
  return (
    <DaySection
      part="overdue"
      count={count}
      shown={items.length}
      more={{ referent_id: own, overdue: true }}
    >
      {items.map((file) => (
        <FileLine key={file.id} file={file} part="overdue">
          <Late file={file} />
        </FileLine>
      ))}
    </DaySection>
  );
}

function Late({ file }: { file: OverdueFile }) {
  const label = useLabelOf("overdue_reasons");
  const action = file.next_action;
  const first = file.reason === "first_contact";
  return (
    <>
      <Text size="sm" fw={600} className={classes.due} data-late>
        {first || action === null
          ? label(file.reason)
          : `${label(file.reason)}, ${myDay.lateSince(-daysFromNow(action.on))}`}
      </Text>
      <Text>{first ? myDay.firstContactHint : action?.label}</Text>
    </>
  );
}

/** Files whose household owes an answer: nothing to do yet, but good to know. */
export function WaitingSection({ items, count }: ListProps<WaitingFile>) {
  const own = useCurrentUser()?.referent_id ?? undefined;
  return (
    <DaySection part="waiting" count={count} shown={items.length} more={{ referent_id: own }}>
      {items.map((file) => (
        <li key={file.id} className={classes.line}>
          <FileText file={file}>
            <Text size="sm">{myDay.waitingSince(Math.max(0, -daysFromNow(file.since)))}</Text>
            {file.next_action ? (
              <Text size="sm" c="dimmed">
                {myDay.plannedOn(file.next_action.label, formatDaysFromNow(file.next_action.on))}
              </Text>
            ) : null}
          </FileText>
        </li>
      ))}
    </DaySection>
  );
}

interface FileLineProps {
  file: DayFile;
  part: DayPart;
  children: ReactNode;
}

/** A file with its phone in reach, and the button that notes what came of the call. */
function FileLine({ file, part, children }: FileLineProps) {
  const [noting, setNoting] = useState(false);
  const mayWrite = useMay("write_prospects");
  return (
    <li className={classes.line}>
      <FileText file={file}>
        {children}
        {file.phone === null ? (
          <Text size="sm" c="dimmed">
            {myDay.noPhone}
          </Text>
        ) : null}
      </FileText>
      <Group gap="xs">
        {file.phone ? (
          <Button
            component="a"
            href={`tel:${file.phone}`}
            leftSection={<IconPhone size={18} aria-hidden />}
            aria-label={myDay.callOf(formatPhone(file.phone), file.lead_name)}
          >
            {formatPhone(file.phone)}
          </Button>
        ) : null}
        {mayWrite ? (
          <Button
            variant="default"
            aria-label={myDay.doneOf(file.lead_name)}
            onClick={() => setNoting(true)}
          >
            {myDay.done}
          </Button>
        ) : null}
      </Group>
      {noting ? (
        <DoneDialog file={file} onDone={focusPart(part)} onClose={() => setNoting(false)} />
      ) : null}
    </li>
  );
}
