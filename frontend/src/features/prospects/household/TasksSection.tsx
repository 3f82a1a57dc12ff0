import { Checkbox, Group, Stack, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { SubmitKey } from "@/api/preconditions";
import { useCurrentUser, useMay } from "@/api/use-session";
import { DateField } from "@/components/DateField";
import { FormDialog } from "@/components/FormDialog";
import { formatShortDate, today } from "@/i18n/format";
import { household } from "@/i18n/fr/household";
import { sensitive } from "@/i18n/fr/sensitive";
import { addPart, changePart, removePart } from "../api";
import type { Prospect, Task } from "../types";
import { present } from "../values";
import classes from "./household.module.css";
import { Part } from "./Part";
import { AddButton, RemoveButton } from "./PartButtons";
import { useChange, useSend } from "./use-change";

/** Small things to do besides the next action: ticked in place. */
export function TasksSection({ prospect }: { prospect: Prospect }) {
  const [adding, setAdding] = useState(false);
  const mayWrite = useMay("write_prospects") && prospect.archived_at === null;
  const { run, pending } = useChange();
  return (
    <Part
      id="taches"
      title={household.tasks}
      aside={
        mayWrite ? <AddButton label={household.addTask} onClick={() => setAdding(true)} /> : null
      }
    >
      {prospect.tasks.length === 0 ? <Text c="dimmed">{household.noTasks}</Text> : null}
      <ul className={classes.list}>
        {prospect.tasks.map((task) => (
          <li key={task.id} className={classes.line}>
            <Checkbox
              className={classes.body}
              label={<TaskText task={task} />}
              checked={task.done_at !== null}
              disabled={!mayWrite || pending}
              onChange={(event) => {
                const done = event.currentTarget.checked;
                void run(() => changePart(prospect.id, "tasks", task, { done }));
              }}
            />
            {mayWrite ? (
              <RemoveButton
                label={household.removeTask(task.title)}
                onClick={() => run(() => removePart(prospect.id, "tasks", task), household.removed)}
              />
            ) : null}
          </li>
        ))}
      </ul>
      {adding ? <TaskDialog prospect={prospect} onClose={() => setAdding(false)} /> : null}
    </Part>
  );
}

function TaskText({ task }: { task: Task }) {
  const late = task.done_at === null && task.due_on !== null && task.due_on < today();
  const when = task.done_at
    ? household.taskDone(formatShortDate(task.done_at))
    : task.due_on && (late ? household.taskLate : household.taskDue2)(formatShortDate(task.due_on));
  return (
    <Stack gap={0} component="span">
      <Text span td={task.done_at ? "line-through" : undefined}>
        {task.title}
      </Text>
      <Text span size="xs" c={late ? "var(--mantine-color-error)" : "dimmed"}>
        {[when, task.assignee_name].filter(Boolean).join(" · ")}
      </Text>
    </Stack>
  );
}

const LABELS = { title: household.taskTitle, due_on: household.taskDue };

function TaskDialog({ prospect, onClose }: { prospect: Prospect; onClose: () => void }) {
  const send = useSend();
  const me = useCurrentUser()?.id ?? null;
  const [key] = useState(() => new SubmitKey());
  return (
    <FormDialog
      title={household.addTask}
      labels={LABELS}
      initialValues={{ title: "", due_on: null as string | null, mine: true }}
      validate={{ title: present }}
      onClose={onClose}
      send={({ title, due_on, mine }) =>
        send(() => {
          const body = { title: title.trim(), due_on, assignee_id: mine ? me : null };
          return addPart(prospect.id, "tasks", body, key.header(body));
        })
      }
    >
      {(form) => (
        <>
          <TextInput
            label={household.taskTitle}
            description={sensitive.readable}
            required
            data-autofocus
            maxLength={200}
            {...form.getInputProps("title")}
          />
          <Group align="flex-end">
            <DateField label={household.taskDue} flex={1} {...form.getInputProps("due_on")} />
          </Group>
          <Checkbox
            label={household.nextMine}
            {...form.getInputProps("mine", { type: "checkbox" })}
          />
        </>
      )}
    </FormDialog>
  );
}
