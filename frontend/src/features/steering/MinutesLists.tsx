import { Text } from "@mantine/core";
import { useLabelOf } from "@/api/reference";
import { formatDate } from "@/i18n/format";
import { steering } from "@/i18n/fr/steering";
import type { Committee } from "./api";
import classes from "./steering.module.css";

/** The agenda in its order, with how long it takes. */
export function AgendaTable({ committee: { agenda } }: { committee: Committee }) {
  const indicator = useLabelOf("indicators");
  if (agenda.length === 0) return <Text c="dimmed">{steering.noAgenda}</Text>;
  const total = agenda.reduce((sum, { minutes }) => sum + (minutes ?? 0), 0);
  return (
    <>
      <ol className={classes.list}>
        {agenda.map((item, place) => (
          // Two items may say the same: their place tells them apart.
          // biome-ignore lint/suspicious/noArrayIndexKey: the list is replaced whole
          <li key={place} className={classes.row}>
            <div className={classes.body}>
              <Text fw={600}>
                {place + 1}. {item.title}
              </Text>
              <Text size="sm" c="dimmed">
                {[
                  item.presenter,
                  item.indicator_code == null ? null : indicator(item.indicator_code),
                  item.document,
                ]
                  .filter(Boolean)
                  .join(" · ")}
              </Text>
            </div>
            {item.minutes == null ? null : <Text>{steering.minutesOf(item.minutes)}</Text>}
          </li>
        ))}
      </ol>
      {total > 0 ? <Text size="sm">{steering.total(total)}</Text> : null}
    </>
  );
}

/** The decisions in their order. */
export function DecisionList({ committee: { decisions } }: { committee: Committee }) {
  if (decisions.length === 0) return <Text c="dimmed">{steering.noDecisions}</Text>;
  return (
    <ol className={classes.list}>
      {decisions.map((decision, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the list is replaced whole
        <li key={place}>
          <Text className={classes.said}>
            {place + 1}. {decision.text}
          </Text>
          <Text size="sm" c="dimmed">
            {[formatDate(decision.decided_on), decision.vote].filter(Boolean).join(" · ")}
          </Text>
        </li>
      ))}
    </ol>
  );
}
