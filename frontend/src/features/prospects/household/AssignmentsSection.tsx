import { Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useCurrentUser, useMay } from "@/api/use-session";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import { Disclosure } from "@/components/Disclosure";
import { answerAssignment } from "@/features/assignments/api";
import { isOpen } from "@/features/assignments/candidates";
import { PastAssignment } from "@/features/assignments/PastAssignment";
import type { Assignment } from "@/features/assignments/types";
import { assignments as words } from "@/i18n/fr/assignments";
import { household } from "@/i18n/fr/household";
import type { Prospect } from "../types";
import { AssignmentCard } from "./AssignmentCard";
import { AssignmentTools } from "./AssignmentTools";
import { householdName } from "./HouseholdHeader";
import classes from "./household.module.css";
import { Part } from "./Part";
import { PoolNotice } from "./PoolNotice";
import { TransferDialog } from "./TransferDialog";
import { useSend } from "./use-change";

type Asked = { assignment: Assignment; to: "transfer" | "end" };

/** Who accompanies the household: those asked, those who said yes, why, and what comes next. */
export function AssignmentsSection({ prospect }: { prospect: Prospect }) {
  const [asked, setAsked] = useState<Asked | null>(null);
  const mayWrite = useMay("write_prospects") && prospect.archived_at === null;
  const mayChoose = useMay("assign_referents");
  const own = useCurrentUser()?.referent_id ?? null;
  const open = prospect.assignments.filter(isOpen);
  const past = prospect.assignments.filter((one) => !isOpen(one));
  return (
    <Part id="referents" title={household.assignments}>
      <Stack gap="md">
        <PoolNotice prospect={prospect} />
        {open.length === 0 ? <Text c="dimmed">{words.none}</Text> : null}
        {open.length > 0 ? (
          <ul className={classes.list}>
            {open.map((assignment) => (
              <li key={assignment.id} className={classes.line}>
                <AssignmentCard
                  prospectId={prospect.id}
                  household={householdName(prospect)}
                  assignment={assignment}
                  isOwn={assignment.referent_id === own}
                  mayAnswer={mayWrite && (mayChoose || assignment.referent_id === own)}
                  onTransfer={() => setAsked({ assignment, to: "transfer" })}
                  onEnd={() => setAsked({ assignment, to: "end" })}
                />
              </li>
            ))}
          </ul>
        ) : null}
        {mayWrite ? <AssignmentTools prospect={prospect} /> : null}
        <Past assignments={past} />
      </Stack>
      {asked?.to === "transfer" ? (
        <TransferDialog
          prospect={prospect}
          assignment={asked.assignment}
          onClose={() => setAsked(null)}
        />
      ) : null}
      {asked?.to === "end" ? (
        <EndDialog
          prospectId={prospect.id}
          assignment={asked.assignment}
          onClose={() => setAsked(null)}
        />
      ) : null}
    </Part>
  );
}

/** Those who said no or did not answer, so that nobody asks them again by mistake. */
function Past({ assignments }: { assignments: Assignment[] }) {
  if (assignments.length === 0) return null;
  return (
    <Disclosure label={words.past(assignments.length)}>
      <ul className={classes.list}>
        {assignments.map((assignment) => (
          <li key={assignment.id} className={classes.line}>
            <PastAssignment assignment={assignment} />
          </li>
        ))}
      </ul>
    </Disclosure>
  );
}

interface EndDialogProps {
  prospectId: string;
  assignment: Assignment;
  onClose: () => void;
}

function EndDialog({ prospectId, assignment, onClose }: EndDialogProps) {
  const send = useSend();
  return (
    <ConfirmDialog
      opened
      danger
      title={words.endTitle(assignment.referent_name)}
      confirmLabel={words.end}
      onConfirm={async () => {
        await send(() => answerAssignment(prospectId, assignment.id, { to: "ended" }), words.ended);
      }}
      onClose={onClose}
    >
      {words.endText}
    </ConfirmDialog>
  );
}
