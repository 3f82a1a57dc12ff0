import { Button, Group, Paper, Stack, Text, VisuallyHidden } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { useLabelOf } from "@/api/reference";
import { Section } from "@/components/Section";
import { toastDone, toastProblem } from "@/components/toasts";
import { formatLabels } from "@/i18n/format";
import { campaigns } from "@/i18n/fr/campaigns";
import { common } from "@/i18n/fr/common";
import { type Campaign, type Phase, type PhaseBody, updateCampaign } from "./api";
import classes from "./campaigns.module.css";
import { PhaseDialog } from "./PhaseDialog";
import { moved } from "./values";

interface PhasesSectionProps {
  campaign: Campaign;
  onSaved: (campaign: Campaign) => void;
}

/** The phases of a campaign, each change saved at once; the order changes by buttons, without a mouse. */
export function PhasesSection({ campaign, onSaved }: PhasesSectionProps) {
  const [open, setOpen] = useState<{ phase: Phase | null } | null>(null);
  const order = useOrder(campaign, onSaved);
  const { phases, may_change: mayChange } = campaign;
  const save = async (bodies: PhaseBody[]) => {
    onSaved(await updateCampaign(campaign, { phases: bodies }));
  };
  const remove = (phase: Phase) =>
    save(phases.filter(({ id }) => id !== phase.id))
      .then(() => toastDone(campaigns.phaseRemoved))
      .catch((error: unknown) => toastProblem(error));
  return (
    <Section
      title={campaigns.phases}
      aside={
        mayChange ? (
          <Button variant="default" onClick={() => setOpen({ phase: null })}>
            {campaigns.addPhase}
          </Button>
        ) : null
      }
    >
      <VisuallyHidden role="status">{order.said}</VisuallyHidden>
      {phases.length === 0 ? <Text c="dimmed">{campaigns.noPhases}</Text> : null}
      <ol className={classes.cards} ref={order.list}>
        {phases.map((phase, place) => (
          <Paper component="li" withBorder p="md" key={phase.id}>
            <PhaseText phase={phase} position={place + 1} />
            {mayChange ? (
              <Group gap="xs" mt="sm">
                <Small
                  mark={`${phase.id}-up`}
                  label={campaigns.up}
                  name={campaigns.upOf(phase.label)}
                  disabled={place === 0 || order.pending}
                  onClick={() => void order.move(place, place - 1)}
                />
                <Small
                  mark={`${phase.id}-down`}
                  label={campaigns.down}
                  name={campaigns.downOf(phase.label)}
                  disabled={place === phases.length - 1 || order.pending}
                  onClick={() => void order.move(place, place + 1)}
                />
                <Small
                  label={common.edit}
                  name={campaigns.editOf(phase.label)}
                  onClick={() => setOpen({ phase })}
                />
                <Small
                  label={common.remove}
                  name={campaigns.removeOf(phase.label)}
                  onClick={() => void remove(phase)}
                />
              </Group>
            ) : null}
          </Paper>
        ))}
      </ol>
      {open ? (
        <PhaseDialog
          phase={open.phase}
          onClose={() => setOpen(null)}
          onSave={async (body) => {
            const known = open.phase !== null;
            await save(
              known ? phases.map((one) => (one.id === body.id ? body : one)) : [...phases, body],
            );
            toastDone(campaigns.phaseSaved);
          }}
        />
      ) : null}
    </Section>
  );
}

/** Moves phases, says where they went, and keeps the keyboard on the button that did it. */
function useOrder(campaign: Campaign, onSaved: (campaign: Campaign) => void) {
  const list = useRef<HTMLOListElement>(null);
  const [pending, setPending] = useState(false);
  const [said, setSaid] = useState("");
  const [mark, setMark] = useState<string | null>(null);
  useEffect(() => {
    if (mark === null || pending) return;
    const [wanted, other] = [mark, mark.replace(/-(up|down)$/, (end) => OTHER[end] ?? end)].map(
      (name) => list.current?.querySelector<HTMLButtonElement>(`[data-mark="${CSS.escape(name)}"]`),
    );
    // At an end of the list its button goes out: the opposite one stays next to it.
    (wanted?.disabled ? other : wanted)?.focus();
    setMark(null);
  }, [mark, pending]);
  const move = async (from: number, to: number) => {
    const phase = campaign.phases[from];
    if (phase === undefined) return;
    setPending(true);
    try {
      onSaved(await updateCampaign(campaign, { phases: moved(campaign.phases, from, to) }));
      setSaid(campaigns.phaseMoved(phase.label, to + 1));
    } catch (error) {
      toastProblem(error);
    } finally {
      setMark(`${phase.id}-${to < from ? "up" : "down"}`);
      setPending(false);
    }
  };
  return { list, move, pending, said };
}

const OTHER: Record<string, string> = { "-up": "-down", "-down": "-up" };

function PhaseText({ phase, position }: { phase: Phase; position: number }) {
  const group = useLabelOf("target_groups");
  const more = [
    campaigns.dates(phase.starts_on, phase.ends_on),
    phase.budget_cents === null ? "" : campaigns.money(phase.budget_cents),
    formatLabels(phase.audience.map(group)),
  ];
  return (
    <Stack gap={2}>
      <Text fw={600}>
        {position}. {phase.label}
      </Text>
      <Text size="sm" c="dimmed">
        {more.filter(Boolean).join(" · ")}
      </Text>
      {phase.call_to_action ? <Text size="sm">« {phase.call_to_action} »</Text> : null}
    </Stack>
  );
}

interface SmallProps {
  label: string;
  name: string;
  disabled?: boolean;
  /** By which the button is found again after the list changed. */
  mark?: string;
  onClick: () => void;
}

function Small({ label, name, disabled, mark, onClick }: SmallProps) {
  return (
    <Button
      size="compact-sm"
      variant="default"
      aria-label={name}
      disabled={disabled}
      data-mark={mark}
      onClick={onClick}
    >
      {label}
    </Button>
  );
}
