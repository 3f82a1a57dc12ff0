import { Alert, Button, Checkbox, Group, SegmentedControl, Stack, Text } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useState } from "react";
import { SubmitKey } from "@/api/preconditions";
import { CodeSelect } from "@/components/CodeSelect";
import { FormProblems, useFormSubmit } from "@/components/form";
import { toastDone } from "@/components/toasts";
import { MentionTextarea } from "@/features/mentions/MentionTextarea";
import { household } from "@/i18n/fr/household";
import { sensitive } from "@/i18n/fr/sensitive";
import { addPart, useRefreshProspects } from "../api";
import { situationOf } from "../transitions/move";
import { useMove } from "../transitions/use-move";
import type { Prospect } from "../types";
import { present } from "../values";
import { householdName } from "./HouseholdHeader";
import classes from "./household.module.css";

const LABELS = { kind: household.kind, summary: household.summary };
const MEETINGS = ["video", "meeting", "visit"];

/** Notes a call, a message, a meeting or a thought in a few seconds. */
export function InteractionForm({ prospect }: { prospect: Prospect }) {
  const [reached, setReached] = useState(false);
  const [key] = useState(() => new SubmitKey());
  const refresh = useRefreshProspects();
  const { move, dialog } = useMove();
  const form = useForm({
    initialValues: {
      kind: "call",
      direction: "inbound",
      summary: "",
      private: false,
      mentions: [] as string[],
    },
    validate: { summary: present },
  });
  const submit = useFormSubmit(form, async (values) => {
    const spoken = values.kind !== "note" && !MEETINGS.includes(values.kind);
    const body = {
      kind: values.kind,
      direction: values.kind === "note" ? "internal" : spoken ? values.direction : "inbound",
      summary: values.summary.trim(),
      visibility: values.private ? "private" : "partners",
      mentions: values.private ? [] : values.mentions,
    };
    await addPart(prospect.id, "interactions", body, key.header(body));
    key.done();
    form.reset();
    toastDone(household.logged);
    setReached(body.direction === "inbound");
    await refresh();
  });
  const note = form.values.kind === "note";
  const meeting = MEETINGS.includes(form.values.kind);
  const mayMove = reached && prospect.status === "assigned";
  return (
    <>
      <form onSubmit={submit.onSubmit} noValidate className="oml-no-print">
        <Stack gap="sm">
          <FormProblems submit={submit} errors={form.errors} labels={LABELS} />
          <Group align="flex-end" gap="sm">
            <CodeSelect
              flex="1 1 10rem"
              list="interaction_kinds"
              label={household.kind}
              allowDeselect={false}
              {...form.getInputProps("kind")}
            />
            {note || meeting ? null : (
              <SegmentedControl
                className={classes.direction}
                aria-label={household.direction}
                data={[
                  { value: "inbound", label: household.directionIn },
                  { value: "outbound", label: household.directionOut },
                ]}
                {...form.getInputProps("direction")}
              />
            )}
          </Group>
          <MentionTextarea
            prospectId={prospect.id}
            label={household.summary}
            description={sensitive.readable}
            required
            data-path="summary"
            quiet={form.values.private}
            value={form.values.summary}
            onChange={(summary, mentions) => form.setValues({ summary, mentions })}
            error={form.errors.summary}
          />
          <Group justify="space-between" gap="sm">
            <Checkbox
              label={household.private}
              description={household.privateHint}
              {...form.getInputProps("private", { type: "checkbox" })}
            />
            <Button type="submit" loading={submit.pending}>
              {household.log}
            </Button>
          </Group>
        </Stack>
      </form>
      <div role="status">
        {mayMove ? (
          <Alert color="valley">
            <Group justify="space-between" gap="sm">
              <Text size="sm">{household.supportNow}</Text>
              <Button
                size="compact-md"
                onClick={() =>
                  move(
                    {
                      ...prospect,
                      name: householdName(prospect),
                      situation: situationOf(prospect),
                    },
                    "supported",
                  )
                }
              >
                {household.supportAction}
              </Button>
            </Group>
          </Alert>
        ) : null}
      </div>
      {dialog}
    </>
  );
}
