import { Button } from "@mantine/core";
import { useState } from "react";
import { useMay } from "@/api/use-session";
import { Section } from "@/components/Section";
import { ErrorState, LoadingState } from "@/components/states";
import { steering } from "@/i18n/fr/steering";
import { ActionButtons } from "./ActionButtons";
import { ActionDialog } from "./ActionDialog";
import { ActionRows } from "./ActionRows";
import { type Action, useActionsOf, useRefreshSteering } from "./api";
import type { Origin } from "./values";

interface ActionsSectionProps {
  origin: Origin;
  /** Whether new ones may come; those that are there stay as they are. */
  closed?: boolean;
}

/** The actions of a committee or of a group. */
export function ActionsSection({ origin, closed = false }: ActionsSectionProps) {
  const manages = useMay("manage_steering");
  const refresh = useRefreshSteering();
  const [open, setOpen] = useState<{ action: Action | null } | null>(null);
  const actions = useActionsOf({
    committee: origin.committee_id ?? undefined,
    working_group: origin.working_group_id ?? undefined,
  });
  return (
    <Section
      title={steering.actions}
      aside={
        manages && !closed ? (
          <Button variant="default" onClick={() => setOpen({ action: null })}>
            {steering.addAction}
          </Button>
        ) : null
      }
    >
      {actions.isPending ? <LoadingState lines={3} /> : null}
      {actions.isError ? (
        <ErrorState error={actions.error} onRetry={() => void actions.refetch()} />
      ) : null}
      {actions.data ? (
        <ActionRows
          actions={actions.data}
          buttons={(action) => (
            <ActionButtons
              action={action}
              onEdit={manages ? () => setOpen({ action }) : undefined}
            />
          )}
        />
      ) : null}
      {open ? (
        <ActionDialog
          action={open.action}
          origin={origin}
          onClose={() => setOpen(null)}
          onSaved={refresh}
        />
      ) : null}
    </Section>
  );
}
