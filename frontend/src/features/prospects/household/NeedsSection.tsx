import { Badge, Group, Text, Textarea } from "@mantine/core";
import { useState } from "react";
import { SubmitKey } from "@/api/preconditions";
import { useLabelOf } from "@/api/reference";
import { useMay } from "@/api/use-session";
import { CodeSelect } from "@/components/CodeSelect";
import { FormDialog } from "@/components/FormDialog";
import { formatShortDate } from "@/i18n/format";
import { household } from "@/i18n/fr/household";
import { addPart, changePart, removePart } from "../api";
import type { Need, Prospect } from "../types";
import { present, textOrNull } from "../values";
import classes from "./household.module.css";
import { Part } from "./Part";
import { AddButton, EditButton, RemoveButton } from "./PartButtons";
import { useChange, useSend } from "./use-change";

const COLORS: Record<string, string> = {
  to_do: "ochre",
  in_progress: "blue",
  met: "valley",
  unsolved: "red",
};

/** What the household needs besides work, theme by theme, and what was answered. */
export function NeedsSection({ prospect }: { prospect: Prospect }) {
  const [edited, setEdited] = useState<Need | "new" | null>(null);
  const mayWrite = useMay("write_prospects") && prospect.archived_at === null;
  const theme = useLabelOf("need_themes");
  const { run } = useChange();
  return (
    <Part
      id="besoins"
      title={household.needs}
      aside={
        mayWrite ? <AddButton label={household.addNeed} onClick={() => setEdited("new")} /> : null
      }
    >
      {prospect.needs.length === 0 ? <Text c="dimmed">{household.noNeeds}</Text> : null}
      <ul className={classes.list}>
        {prospect.needs.map((need) => (
          <li key={need.id} className={classes.line}>
            <NeedLine need={need} />
            {mayWrite ? (
              <Group gap={0} wrap="nowrap" className="oml-no-print">
                <EditButton
                  label={household.editNeed(theme(need.theme))}
                  onClick={() => setEdited(need)}
                />
                <RemoveButton
                  label={household.removeNeed(theme(need.theme))}
                  onClick={() =>
                    run(() => removePart(prospect.id, "needs", need), household.removed)
                  }
                />
              </Group>
            ) : null}
          </li>
        ))}
      </ul>
      {edited ? (
        <NeedDialog
          prospect={prospect}
          need={edited === "new" ? null : edited}
          onClose={() => setEdited(null)}
        />
      ) : null}
    </Part>
  );
}

function NeedLine({ need }: { need: Need }) {
  const theme = useLabelOf("need_themes");
  const status = useLabelOf("need_statuses");
  return (
    <div className={classes.body}>
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
      {need.answer ? (
        <Text size="sm" c="dimmed" className={classes.text}>
          {need.answered_at
            ? `${household.needAnswered(formatShortDate(need.answered_at))} : `
            : ""}
          {need.answer}
        </Text>
      ) : null}
    </div>
  );
}

const LABELS = {
  theme: household.needTheme,
  status: household.needStatus,
  description: household.needDescription,
  answer: household.needAnswer,
};

interface NeedDialogProps {
  prospect: Prospect;
  need: Need | null;
  onClose: () => void;
}

function NeedDialog({ prospect, need, onClose }: NeedDialogProps) {
  const send = useSend();
  const theme = useLabelOf("need_themes");
  const [key] = useState(() => new SubmitKey());
  return (
    <FormDialog
      title={need ? household.editNeed(theme(need.theme)) : household.addNeed}
      labels={LABELS}
      initialValues={{
        theme: need?.theme ?? (null as string | null),
        status: need?.status ?? "to_do",
        description: need?.description ?? "",
        answer: need?.answer ?? "",
      }}
      validate={{ theme: present }}
      onClose={onClose}
      send={(values) =>
        send(() => {
          const body = { theme: values.theme, description: textOrNull(values.description) };
          if (need === null) return addPart(prospect.id, "needs", body, key.header(body));
          const answer = textOrNull(values.answer);
          return changePart(prospect.id, "needs", need, { ...body, status: values.status, answer });
        })
      }
    >
      {(form) => (
        <>
          <CodeSelect
            list="need_themes"
            label={household.needTheme}
            required
            {...form.getInputProps("theme")}
          />
          <Textarea
            label={household.needDescription}
            autosize
            minRows={2}
            {...form.getInputProps("description")}
          />
          {need ? (
            <>
              <CodeSelect
                list="need_statuses"
                label={household.needStatus}
                allowDeselect={false}
                {...form.getInputProps("status")}
              />
              <Textarea
                label={household.needAnswer}
                autosize
                minRows={2}
                {...form.getInputProps("answer")}
              />
            </>
          ) : null}
        </>
      )}
    </FormDialog>
  );
}
