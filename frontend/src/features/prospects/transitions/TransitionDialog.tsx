import { Alert, Stack, Text, Textarea, TextInput } from "@mantine/core";
import type { Problem } from "@/api/problem";
import { useLabelOf } from "@/api/reference";
import { useCurrentUser } from "@/api/use-session";
import { CodeSelect } from "@/components/CodeSelect";
import { DateField } from "@/components/DateField";
import { FormDialog } from "@/components/FormDialog";
import { formatList, today } from "@/i18n/format";
import { installation as installationWords } from "@/i18n/fr/installation";
import { sensitive } from "@/i18n/fr/sensitive";
import { transitions } from "@/i18n/fr/transitions";
import { NextActionDate } from "../NextActionDate";
import type { Prospect } from "../types";
import { fullName, nextActionOf, present, textOrNull } from "../values";
import { InstallationFields, installationValues } from "./InstallationFields";
import { applyMove, type MoveValues, situationOf } from "./move";
import { ReferentSelect } from "./ReferentSelect";
import { type Demands, demandsOf } from "./rules";

interface TransitionDialogProps {
  prospect: Prospect;
  to: string;
  onDone: () => void;
  onClose: () => void;
}

const LABELS: Record<string, string> = {
  closing_reason: transitions.closingReason,
  reason: transitions.reason,
  effective_on: transitions.effectiveOn,
  "next_action.label": transitions.nextAction,
  "next_action.on": transitions.nextActionOn,
  referent_id: transitions.referent,
  moved_in_on: installationWords.movedInOn,
  commune_code: installationWords.commune,
  adults: installationWords.adults,
  children: installationWords.children,
};

/** Asks everything that the stage wanted demands, then moves the file. */
export function TransitionDialog({ prospect, to, onDone, onClose }: TransitionDialogProps) {
  const label = useLabelOf("prospect_statuses");
  const own = useCurrentUser()?.referent_id ?? null;
  const demands = demandsOf(to, situationOf(prospect));
  const lead = prospect.members.find((member) => member.role === "lead");
  const name = lead ? fullName(lead) : prospect.number;
  return (
    <FormDialog<MoveValues>
      title={transitions.title(name, label(to))}
      labels={LABELS}
      submitLabel={transitions.confirm}
      danger={to === "closed"}
      initialValues={{
        ...installationValues(prospect.installation, prospect.members),
        closing_reason: null,
        reason: "",
        effective_on: null,
        next_action: { label: "", on: null },
        referent_id: own,
      }}
      validate={(values) => validateMove(values, demands)}
      send={async (values) => {
        await applyMove(prospect, to, values, demands);
        onDone();
        return true;
      }}
      onClose={onClose}
      explain={(problem) => <AllowedStates problem={problem} />}
    >
      {(form) => (
        <Stack>
          {demands.assignment ? (
            <>
              <Text>{transitions.assignmentIntro}</Text>
              <ReferentSelect
                label={transitions.referent}
                required
                {...form.getInputProps("referent_id")}
              />
            </>
          ) : null}
          {demands.installation ? (
            <>
              <Text>{transitions.installationIntro}</Text>
              <InstallationFields form={form} />
            </>
          ) : null}
          {demands.closingReason ? (
            <CodeSelect
              list="closing_reasons"
              label={transitions.closingReason}
              required
              {...form.getInputProps("closing_reason")}
            />
          ) : null}
          {to === "confirmed" && demands.reason ? (
            <Alert color="ochre">{transitions.voids}</Alert>
          ) : null}
          {demands.nextAction ? (
            <>
              <TextInput
                label={transitions.nextAction}
                description={transitions.nextActionHint}
                required
                {...form.getInputProps("next_action.label")}
              />
              <NextActionDate
                label={transitions.nextActionOn}
                required
                {...form.getInputProps("next_action.on")}
              />
            </>
          ) : null}
          <Textarea
            label={transitions.reason}
            description={sensitive.readableAfter(transitions.reasonHint)}
            required={demands.reason}
            autosize
            minRows={2}
            {...form.getInputProps("reason")}
          />
          <DateField
            label={transitions.effectiveOn}
            description={transitions.effectiveHint}
            minDate={prospect.status_since}
            maxDate={today()}
            {...form.getInputProps("effective_on")}
          />
        </Stack>
      )}
    </FormDialog>
  );
}

function validateMove(values: MoveValues, demands: Demands) {
  const asked = (demanded: boolean, value: unknown) => (demanded ? present(value) : null);
  return {
    referent_id: asked(demands.assignment, values.referent_id),
    closing_reason: asked(demands.closingReason, values.closing_reason),
    reason: asked(demands.reason, textOrNull(values.reason)),
    "next_action.label": asked(demands.nextAction, values.next_action.label),
    "next_action.on": asked(
      demands.nextAction && nextActionOf(values.next_action) === null,
      values.next_action.on,
    ),
    moved_in_on: asked(demands.installation, values.moved_in_on),
    commune_code: asked(demands.installation, values.commune_code?.code),
  };
}

/** A refused move says where the file can go from where it really is. */
function AllowedStates({ problem }: { problem: Problem }) {
  const text = useAllowedText()(problem);
  return text === null ? null : <Text size="sm">{text}</Text>;
}

/** The sentence that lists the possible stages of a 409; null for any other refusal. */
export function useAllowedText(): (problem: Problem) => string | null {
  const label = useLabelOf("prospect_statuses");
  return (problem) => {
    const { allowed } = problem.body;
    if (problem.code !== "transition_not_allowed" || !Array.isArray(allowed)) return null;
    return allowed.length === 0
      ? transitions.allowedNone
      : transitions.allowed(formatList(allowed.map((code) => label(String(code)))));
  };
}
