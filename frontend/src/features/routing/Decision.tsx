import { Button, Stack, Text, Title } from "@mantine/core";
import { useId, useState } from "react";
import { SubmitKey } from "@/api/preconditions";
import { useLabelOf } from "@/api/reference";
import { toastDone, toastProblem } from "@/components/toasts";
import { Candidates, Rules } from "@/features/assignments/Candidates";
import { isOpen } from "@/features/assignments/candidates";
import type { RoutingCandidate } from "@/features/assignments/types";
import { addPart, useRefreshProspects } from "@/features/prospects/api";
import type { Prospect } from "@/features/prospects/types";
import { routing } from "@/i18n/fr/routing";
import type { RoutingDecision } from "./types";

interface DecisionProps {
  decision: RoutingDecision;
  prospect: Prospect;
  /** Whether somebody may be asked from here. */
  mayPropose: boolean;
}

/** The answer of the table for one part of the accompaniment: who, why, and everybody else. */
export function Decision({ decision, prospect, mayPropose }: DecisionProps) {
  const role = useLabelOf("referent_roles");
  const titleId = useId();
  const holder = prospect.assignments.find((one) => isOpen(one) && one.role === decision.role);
  return (
    <section aria-labelledby={titleId}>
      <Stack gap="sm">
        <div>
          <Title order={3} size="h5" id={titleId}>
            {role(decision.role)}
          </Title>
          <Text aria-live="polite">{decision.summary}</Text>
          {holder ? (
            <Text size="sm" c="dimmed">
              {routing.already(holder.referent_name)}
            </Text>
          ) : null}
        </div>
        <Rules rules={decision.rules} />
        {decision.candidates.length > 0 ? (
          <Candidates
            candidates={decision.candidates}
            chosenId={decision.chosen?.referent_id ?? null}
            action={
              mayPropose && !holder
                ? (candidate) => (
                    <ProposeButton
                      candidate={candidate}
                      role={decision.role}
                      prospectId={prospect.id}
                    />
                  )
                : undefined
            }
          />
        ) : null}
      </Stack>
    </section>
  );
}

interface ProposeButtonProps {
  candidate: RoutingCandidate;
  role: string;
  prospectId: string;
}

/** Asks this person rather than the best placed: people know what a table does not. */
function ProposeButton({ candidate, role, prospectId }: ProposeButtonProps) {
  const refresh = useRefreshProspects();
  const [pending, setPending] = useState(false);
  const [key] = useState(() => new SubmitKey());
  const propose = async () => {
    setPending(true);
    const body = { referent_id: candidate.referent_id, role, accepted: false };
    try {
      await addPart(prospectId, "assignments", body, key.header(body));
      toastDone(routing.proposed(candidate.name));
    } catch (error) {
      toastProblem(error);
    }
    await refresh();
    setPending(false);
  };
  return (
    <Button
      mt={4}
      size="compact-sm"
      variant="default"
      loading={pending}
      aria-label={routing.proposeTo(candidate.name)}
      onClick={propose}
    >
      {routing.propose}
    </Button>
  );
}
