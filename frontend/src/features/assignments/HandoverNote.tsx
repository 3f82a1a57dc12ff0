import { Text } from "@mantine/core";
import { assignments } from "@/i18n/fr/assignments";
import classes from "./assignments.module.css";

/** What the giver of a file tells the next one. */
export function HandoverNote({ note, from }: { note: string; from: string | null }) {
  return (
    <blockquote className={classes.note}>
      <Text size="sm" fw={600}>
        {from === null ? assignments.handoverPlain : assignments.handover(from)}
      </Text>
      <Text size="sm" style={{ whiteSpace: "pre-line" }}>
        {note}
      </Text>
    </blockquote>
  );
}
