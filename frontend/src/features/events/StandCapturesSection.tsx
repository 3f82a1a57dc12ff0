import { Badge, Group, NativeSelect, Stack, Text, Textarea } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useKeysetList } from "@/api/pages";
import { useCodes, useLabelOf } from "@/api/reference";
import { FormDialog } from "@/components/FormDialog";
import { AnchorLink } from "@/components/links";
import { MoreButton } from "@/components/MoreButton";
import { Section } from "@/components/Section";
import { SmallButton } from "@/components/SmallButton";
import { ErrorState, LoadingState } from "@/components/states";
import { toastDone, toastProblem } from "@/components/toasts";
import { formatPhone } from "@/i18n/format";
import { standDesk as words } from "@/i18n/fr/stand-desk";
import { type Event, eventPath } from "./api";
import classes from "./events.module.css";
import { capturesPath, decideCapture, type StandCapture } from "./stand-api";

const COLORS: Record<string, string> = {
  synced: "gray",
  linked: "valley",
  probable_duplicate: "ochre",
  rejected: "gray",
};

const nameOf = (capture: StandCapture): string =>
  [capture.first_name, capture.last_name].filter(Boolean).join(" ") || words.unnamed;

/** Whom the stand brought back, and the questions that wait for a person. */
export function StandCapturesSection({ event }: { event: Event }) {
  const path = capturesPath(event.id);
  const [status, setStatus] = useState("");
  const list = useKeysetList<StandCapture>(path, { status });
  const statuses = useCodes("stand_capture_statuses").data ?? [];
  const queries = useQueryClient();
  const [rejecting, setRejecting] = useState<StandCapture | null>(null);
  const refresh = async () => {
    await queries.invalidateQueries({ queryKey: [path] });
    await queries.invalidateQueries({ queryKey: [`${eventPath(event.id)}/report`] });
  };
  const decide = (capture: StandCapture, prospectId: string | null) =>
    decideCapture(event.id, capture, { to: "linked", prospect_id: prospectId })
      .then(() => toastDone(words.decided))
      .catch((error: unknown) => toastProblem(error))
      .finally(refresh);
  return (
    <Section title={words.captures}>
      <Stack gap="md">
        <NativeSelect
          label={words.show}
          value={status}
          onChange={(change) => setStatus(change.currentTarget.value)}
          data={[
            { value: "", label: words.every },
            ...statuses.map(({ code, label }) => ({ value: code, label })),
          ]}
        />
        {list.isPending ? <LoadingState lines={3} /> : null}
        {list.isError ? <ErrorState error={list.error} onRetry={() => list.refetch()} /> : null}
        {list.isSuccess && list.items.length === 0 ? (
          <Text c="dimmed">{words.capturesEmpty}</Text>
        ) : null}
        <ol className={classes.list}>
          {list.items.map((capture) => (
            <li key={capture.id}>
              <Line
                capture={capture}
                onDecide={(prospectId) => void decide(capture, prospectId)}
                onReject={() => setRejecting(capture)}
              />
            </li>
          ))}
        </ol>
        <MoreButton list={list} />
      </Stack>
      {rejecting === null ? null : (
        <FormDialog
          title={words.rejectTitle}
          submitLabel={words.reject}
          danger
          initialValues={{ reason: "" }}
          labels={{ reason: words.reason }}
          validate={{
            reason: (reason) => (reason.trim() === "" ? words.reasonRequired : null),
          }}
          send={async ({ reason }) => {
            await decideCapture(event.id, rejecting, { to: "rejected", reason: reason.trim() });
            toastDone(words.decided);
            await refresh();
            return true;
          }}
          onClose={() => setRejecting(null)}
        >
          {(form) => (
            <Textarea
              label={words.reason}
              required
              autosize
              minRows={2}
              {...form.getInputProps("reason")}
            />
          )}
        </FormDialog>
      )}
    </Section>
  );
}

interface LineProps {
  capture: StandCapture;
  onDecide: (prospectId: string | null) => void;
  onReject: () => void;
}

function Line({ capture, onDecide, onReject }: LineProps) {
  const status = useLabelOf("stand_capture_statuses");
  const level = useLabelOf("stand_levels");
  const project = useLabelOf("project_types");
  const name = nameOf(capture);
  const waits = capture.allowed.length > 0;
  const told = [
    capture.phone && formatPhone(capture.phone),
    capture.email,
    capture.project_types.map(project).join(", "),
  ];
  return (
    <Stack gap={4}>
      <Group justify="space-between" align="flex-start" wrap="nowrap">
        <Stack gap={0} className={classes.said}>
          <Text>{name}</Text>
          <Text size="sm" c="dimmed">
            {[level(capture.level), words.metAt(capture.captured_at, capture.device_label)].join(
              ". ",
            )}
          </Text>
          <Text size="sm" c="dimmed">
            {told.filter(Boolean).join(" · ")}
          </Text>
          {capture.note ? <Text size="sm">{capture.note}</Text> : null}
        </Stack>
        <Badge color={COLORS[capture.status] ?? "gray"} style={{ flexShrink: 0 }}>
          {status(capture.status)}
        </Badge>
      </Group>
      {waits ? <Matches capture={capture} onDecide={onDecide} /> : null}
      {waits && !capture.can_be_followed ? (
        <Text size="sm" c="dimmed">
          {words.cannotFollow}
        </Text>
      ) : null}
      {capture.reason ? <Text size="sm">{capture.reason}</Text> : null}
      {capture.decided_by_name && capture.decided_at ? (
        <Text size="sm" c="dimmed">
          {words.decidedBy(capture.decided_by_name, capture.decided_at)}
        </Text>
      ) : null}
      <Group gap="xs">
        {capture.prospect_id ? (
          <AnchorLink to="/dossiers/$prospectId" params={{ prospectId: capture.prospect_id }}>
            {words.seeFile}
          </AnchorLink>
        ) : null}
        {waits && capture.can_be_followed ? (
          <SmallButton
            label={words.openFile}
            name={words.openFileOf(name)}
            onClick={() => onDecide(null)}
          />
        ) : null}
        {waits ? (
          <SmallButton label={words.reject} name={words.rejectOf(name)} onClick={onReject} />
        ) : null}
      </Group>
    </Stack>
  );
}

/** Of whom somebody may be a double, each with its reasons and what can be done about it. */
function Matches({ capture, onDecide }: Omit<LineProps, "onReject">) {
  const reason = useLabelOf("stand_match_reasons");
  if (capture.matches.length === 0) return null;
  return (
    <div>
      <Text size="sm" fw={600}>
        {words.mayBe}
      </Text>
      <ul className={classes.list}>
        {capture.matches.map((match, index) => {
          const { prospect_id: id, prospect_number: number } = match;
          const hidden =
            match.capture_id === null ? words.hiddenFile : words.metToo(match.name ?? "");
          const label = number ? words.fileOf(match.name ?? "", number) : hidden;
          return (
            // Matches are kept in one order and have no name of their own.
            // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes in place
            <Group component="li" key={index} gap="xs">
              <Text size="sm">
                {label} {words.reasons(match.reasons.map(reason).join(", "))}
              </Text>
              {id && number && capture.can_be_followed ? (
                <SmallButton
                  label={words.join}
                  name={words.joinOf(nameOf(capture), number)}
                  onClick={() => onDecide(id)}
                />
              ) : null}
            </Group>
          );
        })}
      </ul>
    </div>
  );
}
