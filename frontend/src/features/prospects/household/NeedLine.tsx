import { Badge, Group, Text } from "@mantine/core";
import { useLabelOf } from "@/api/reference";
import { formatShortDate } from "@/i18n/format";
import { household } from "@/i18n/fr/household";
import type { Need } from "../types";
import classes from "./household.module.css";

const COLORS: Record<string, string> = {
  to_do: "ochre",
  in_progress: "blue",
  met: "valley",
  unsolved: "red",
};

/** One need: what, for whom to answer and why, what was asked and what came back. */
export function NeedLine({ need }: { need: Need }) {
  const theme = useLabelOf("need_themes");
  const status = useLabelOf("need_statuses");
  return (
    <>
      <Group gap="xs">
        <Text fw={600}>{theme(need.theme)}</Text>
        <Badge size="md" color={COLORS[need.status] ?? "gray"}>
          {status(need.status)}
        </Badge>
      </Group>
      {need.description ? (
        <Text size="sm" className={classes.text}>
          {need.description}
        </Text>
      ) : null}
      <Text size="sm">
        {need.partner_name ? household.needPartnerOf(need.partner_name) : household.needNoPartner}
      </Text>
      {need.partner_reason ? (
        <Text size="xs" c="dimmed">
          {need.partner_reason}
        </Text>
      ) : null}
      <NeedAnswer need={need} />
      {need.awaited && need.asked_at ? (
        <Text size="sm" fw={600}>
          {household.needWaiting(formatShortDate(need.asked_at))}
        </Text>
      ) : null}
    </>
  );
}

function NeedAnswer({ need }: { need: Need }) {
  if (need.answer === null) return null;
  const by = need.answer_author_name
    ? household.needAnsweredBy(need.answer_author_name, need.partner_name)
    : null;
  const on = need.answered_at ? household.needAnswered(formatShortDate(need.answered_at)) : "";
  return (
    <Text size="sm" c="dimmed" className={classes.text}>
      {on === "" ? "" : `${by ? `${on} (${by})` : on} : `}
      {need.answer}
    </Text>
  );
}
