import { Checkbox, Text } from "@mantine/core";
import { useState } from "react";
import { AnchorLink } from "@/components/links";
import { toastProblem, toastUndo } from "@/components/toasts";
import { moveAction, useRefreshSteering } from "@/features/steering/api";
import { formatDaysFromNow } from "@/i18n/format";
import { myDay } from "@/i18n/fr/my-day";
import { DaySection, focusPart } from "./DaySection";
import classes from "./day.module.css";
import type { DaySteeringAction } from "./types";

interface SteeringSectionProps {
  items: DaySteeringAction[];
  count: number;
}

/** Actions of committees and of working groups, ticked in place and taken back with one press. */
export function SteeringSection({ items, count }: SteeringSectionProps) {
  const refresh = useRefreshSteering();
  const [ticked, setTicked] = useState<string | null>(null);
  const tick = async (action: DaySteeringAction) => {
    setTicked(action.action_id);
    try {
      await moveAction(action.action_id, "done");
      toastUndo(myDay.actionDone(action.title), async () => {
        await moveAction(action.action_id, action.status);
        await refresh();
      });
      await refresh();
      focusPart("actions")();
    } catch (error) {
      toastProblem(error);
      await refresh();
    }
    setTicked(null);
  };
  return (
    <DaySection part="actions" count={count} shown={items.length}>
      {items.map((action) => (
        <li key={action.action_id} className={classes.task}>
          <Checkbox
            label={action.title}
            description={<When action={action} />}
            checked={ticked === action.action_id}
            disabled={ticked !== null}
            onChange={() => tick(action)}
          />
          <AnchorLink size="sm" to="/pilotage/actions" className={classes.aside}>
            {action.origin_name}
          </AnchorLink>
        </li>
      ))}
    </DaySection>
  );
}

function When({ action: { due_on, overdue } }: { action: DaySteeringAction }) {
  if (due_on === null) return null;
  const when = formatDaysFromNow(due_on);
  return (
    <Text span size="xs" c={overdue ? "var(--mantine-color-error)" : "dimmed"}>
      {overdue ? myDay.taskLate(when) : myDay.taskDue(when)}
    </Text>
  );
}
