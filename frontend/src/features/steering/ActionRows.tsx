import { Text } from "@mantine/core";
import type { ReactNode } from "react";
import { formatShortDate } from "@/i18n/format";
import { steering } from "@/i18n/fr/steering";
import type { Action } from "./api";
import { SteeringBadge } from "./StatusBadge";
import classes from "./steering.module.css";

interface ActionRowsProps {
  actions: readonly Action[];
  /** What may be done with an action. */
  buttons?: (action: Action) => ReactNode;
}

/** Actions in the order given: what, who, when, how far, what came of it. */
export function ActionRows({ actions, buttons }: ActionRowsProps) {
  if (actions.length === 0) return <Text c="dimmed">{steering.noOwnActions}</Text>;
  return (
    <ul className={classes.list}>
      {actions.map((action) => (
        <li key={action.id} className={classes.row}>
          <div className={classes.body}>
            <Text fw={600}>{action.title}</Text>
            <Text size="sm" c="dimmed">
              {[
                action.owner_name ?? steering.nobody,
                action.due_on === null ? steering.noDue : formatShortDate(action.due_on),
              ].join(" · ")}
            </Text>
            {action.outcome ? (
              <Text size="sm" className={classes.said}>
                {action.outcome}
              </Text>
            ) : null}
            {buttons?.(action)}
          </div>
          <SteeringBadge status={action.status} late={action.late} />
        </li>
      ))}
    </ul>
  );
}
