import { Button, Group, Menu, Text, Textarea } from "@mantine/core";
import { IconCheck, IconChevronDown } from "@tabler/icons-react";
import { useState } from "react";
import { asProblem } from "@/api/problem";
import { useCodes } from "@/api/reference";
import { FormDialog } from "@/components/FormDialog";
import { toastDone, toastProblem } from "@/components/toasts";
import { useRefreshProspects } from "@/features/prospects/api";
import { present } from "@/features/prospects/values";
import { assignments } from "@/i18n/fr/assignments";
import { answerAssignment } from "./api";
import type { AssignmentAnswer } from "./types";

interface AnswerButtonsProps {
  prospectId: string;
  assignmentId: string;
  /** Household or référent, so that each button has a name of its own. */
  about: string;
  /** What to say once it is accepted. */
  accepted: string;
  /** What to do once the answer is known and the screen is fresh: moves focus. */
  onDone?: () => void;
}

/** Accept in one press; decline in two, the second being the reason. */
export function AnswerButtons(props: AnswerButtonsProps) {
  const { about } = props;
  const { answer, pending } = useAnswer(props);
  const [explaining, setExplaining] = useState(false);
  const decline = (reason: string) => {
    if (reason === "other") setExplaining(true);
    else void answer({ to: "declined", reason }, assignments.declined);
  };
  return (
    <Group gap="xs">
      <Button
        leftSection={<IconCheck size={18} aria-hidden />}
        loading={pending === "accepted"}
        disabled={pending !== null}
        aria-label={assignments.acceptOf(about)}
        onClick={() => answer({ to: "accepted" }, props.accepted)}
      >
        {assignments.accept}
      </Button>
      <DeclineMenu about={about} pending={pending} onChoose={decline} />
      {explaining ? (
        <DeclineDialog
          {...props}
          onClose={() => setExplaining(false)}
          send={(comment) =>
            answer({ to: "declined", reason: "other", comment }, assignments.declined, true)
          }
        />
      ) : null}
    </Group>
  );
}

interface DeclineMenuProps {
  about: string;
  pending: string | null;
  onChoose: (reason: string) => void;
}

function DeclineMenu({ about, pending, onChoose }: DeclineMenuProps) {
  const reasons = useCodes("decline_reasons").data ?? [];
  return (
    <Menu position="bottom-start" width={280}>
      <Menu.Target>
        <Button
          variant="default"
          rightSection={<IconChevronDown size={16} aria-hidden />}
          loading={pending === "declined"}
          disabled={pending !== null}
          aria-label={assignments.declineOf(about)}
        >
          {assignments.decline}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {reasons.map((reason) => (
          <Menu.Item key={reason.code} onClick={() => onChoose(reason.code)}>
            {reason.label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

interface DeclineDialogProps {
  about: string;
  send: (comment: string) => Promise<void>;
  onClose: () => void;
}

function DeclineDialog({ about, send, onClose }: DeclineDialogProps) {
  return (
    <FormDialog
      title={assignments.declineTitle(about)}
      labels={{ comment: assignments.comment }}
      submitLabel={assignments.decline}
      initialValues={{ comment: "" }}
      validate={{ comment: present }}
      onClose={onClose}
      send={async ({ comment }) => {
        await send(comment.trim());
        return true;
      }}
    >
      {(form) => (
        <>
          <Text size="sm">{assignments.declineHint}</Text>
          <Textarea
            label={assignments.comment}
            description={assignments.commentHint}
            required
            autosize
            minRows={2}
            maxLength={1000}
            data-autofocus
            {...form.getInputProps("comment")}
          />
        </>
      )}
    </FormDialog>
  );
}

/** Sends an answer, says what came of it and reads everything that shows files again. */
function useAnswer({ prospectId, assignmentId, onDone }: AnswerButtonsProps) {
  const refresh = useRefreshProspects();
  const [pending, setPending] = useState<string | null>(null);
  const answer = async (body: AssignmentAnswer, done: string, rethrow = false) => {
    setPending(body.to);
    try {
      await answerAssignment(prospectId, assignmentId, body);
      toastDone(done);
    } catch (error) {
      if (rethrow) throw error;
      const taken = asProblem(error).status === 409;
      toastProblem(error, taken ? assignments.alreadyAnswered : undefined);
    } finally {
      await refresh();
      setPending(null);
      onDone?.();
    }
  };
  return { answer, pending };
}
