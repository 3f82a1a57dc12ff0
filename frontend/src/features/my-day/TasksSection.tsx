import { Checkbox, Text } from "@mantine/core";
import { useState } from "react";
import { useMay } from "@/api/use-session";
import { AnchorLink } from "@/components/links";
import { toastProblem, toastUndo } from "@/components/toasts";
import { changePart, useRefreshProspects, type Versioned } from "@/features/prospects/api";
import { formatDaysFromNow } from "@/i18n/format";
import { myDay } from "@/i18n/fr/my-day";
import { DaySection, focusPart } from "./DaySection";
import classes from "./day.module.css";
import type { DayTask } from "./types";

/** Small things to do, ticked in place and taken back with one press. */
export function TasksSection({ items, count }: { items: DayTask[]; count: number }) {
  const refresh = useRefreshProspects();
  const [ticked, setTicked] = useState<string | null>(null);
  const mayWrite = useMay("write_prospects");
  const set = async (task: DayTask, version: number, done: boolean) => {
    const target: Versioned = { id: task.task_id, version };
    const saved = (await changePart(task.prospect_id, "tasks", target, { done })) as Versioned;
    await refresh();
    return saved;
  };
  const tick = async (task: DayTask) => {
    setTicked(task.task_id);
    try {
      const saved = await set(task, task.version, true);
      toastUndo(myDay.taskDone(task.title), async () => {
        await set(task, saved.version, false);
      });
      focusPart("tasks")();
    } catch (error) {
      toastProblem(error);
      await refresh();
    }
    setTicked(null);
  };
  return (
    <DaySection part="tasks" count={count} shown={items.length}>
      {items.map((task) => (
        <li key={task.task_id} className={classes.task}>
          <Checkbox
            label={task.title}
            description={<When task={task} />}
            checked={ticked === task.task_id}
            disabled={!mayWrite || ticked !== null}
            onChange={() => tick(task)}
          />
          <AnchorLink
            size="sm"
            to="/dossiers/$prospectId"
            params={{ prospectId: task.prospect_id }}
            className={classes.aside}
          >
            {task.lead_name}
          </AnchorLink>
        </li>
      ))}
    </DaySection>
  );
}

function When({ task }: { task: DayTask }) {
  if (task.due_on === null) return null;
  const when = formatDaysFromNow(task.due_on);
  return (
    <Text span size="xs" c={task.overdue ? "var(--mantine-color-error)" : "dimmed"}>
      {task.overdue ? myDay.taskLate(when) : myDay.taskDue(when)}
    </Text>
  );
}
