import { Badge, Button, Group, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useKeysetList } from "@/api/pages";
import { useLabelOf } from "@/api/reference";
import { useCurrentUser, useMay } from "@/api/use-session";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import { ErrorState, LoadingState } from "@/components/states";
import { formatDateTime, formatShortDate } from "@/i18n/format";
import { common } from "@/i18n/fr/common";
import { household } from "@/i18n/fr/household";
import { interactionsPath, removeInteraction } from "../api";
import type { Interaction, Prospect } from "../types";
import classes from "./household.module.css";
import { InteractionForm } from "./InteractionForm";
import { Part } from "./Part";
import { RemoveButton } from "./PartButtons";
import { useSend } from "./use-change";

/** Everything said with the household, newest first, and a form that is always open. */
export function TimelineSection({ prospect }: { prospect: Prospect }) {
  const list = useKeysetList<Interaction>(interactionsPath(prospect.id));
  const [removed, setRemoved] = useState<Interaction | null>(null);
  const mayWrite = useMay("write_prospects") && prospect.archived_at === null;
  const send = useSend();
  return (
    <Part id="echanges" title={household.timeline}>
      <Stack>
        {mayWrite ? <InteractionForm prospect={prospect} /> : null}
        {list.isPending ? <LoadingState lines={3} /> : null}
        {list.isError ? <ErrorState error={list.error} onRetry={() => list.refetch()} /> : null}
        {list.isSuccess && list.items.length === 0 ? (
          <Text c="dimmed">{household.noInteractions}</Text>
        ) : null}
        <ol className={classes.list}>
          {list.items.map((interaction) => (
            <li key={interaction.id} className={classes.line}>
              <InteractionLine interaction={interaction} onRemove={setRemoved} />
            </li>
          ))}
        </ol>
        {list.hasNextPage ? (
          <Button
            variant="default"
            loading={list.isFetchingNextPage}
            onClick={() => list.fetchNextPage()}
          >
            {common.loadMore}
          </Button>
        ) : null}
      </Stack>
      <ConfirmDialog
        opened={removed !== null}
        danger
        title={household.removeInteractionTitle}
        confirmLabel={common.remove}
        onConfirm={async () => {
          if (removed) await send(() => removeInteraction(removed), household.removed);
        }}
        onClose={() => setRemoved(null)}
      >
        {household.removeInteractionText}
      </ConfirmDialog>
    </Part>
  );
}

interface InteractionLineProps {
  interaction: Interaction;
  onRemove: (interaction: Interaction) => void;
}

function InteractionLine({ interaction, onRemove }: InteractionLineProps) {
  const kind = useLabelOf("interaction_kinds");
  const direction = useLabelOf("directions");
  const me = useCurrentUser()?.id;
  const mine = interaction.author_id !== null && interaction.author_id === me;
  return (
    <>
      <div className={classes.body}>
        <Group gap="xs">
          <Text fw={600}>{kind(interaction.kind)}</Text>
          {interaction.kind === "note" || interaction.direction === null ? null : (
            <Text size="sm" c="dimmed">
              {direction(interaction.direction)}
            </Text>
          )}
          {interaction.visibility === "private" ? (
            <Badge size="md" color="gray">
              {household.privateBadge}
            </Badge>
          ) : null}
        </Group>
        <Text size="xs" c="dimmed">
          {formatDateTime(interaction.occurred_at)}
          {interaction.author_name ? `, ${household.by(interaction.author_name)}` : ""}
        </Text>
        <Text size="sm" mt={4} className={classes.text}>
          {interaction.summary}
        </Text>
      </div>
      {mine ? (
        <RemoveButton
          label={household.removeInteraction(formatShortDate(interaction.occurred_at))}
          onClick={() => onRemove(interaction)}
        />
      ) : null}
    </>
  );
}
