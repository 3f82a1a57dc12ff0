import { Badge, Button, Checkbox, Group, Text, TextInput } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { SubmitKey } from "@/api/preconditions";
import { useLabelOf } from "@/api/reference";
import { call } from "@/api/transport";
import type { Schema } from "@/api/types";
import { useMay } from "@/api/use-session";
import { CodeSelect } from "@/components/CodeSelect";
import { FormDialog } from "@/components/FormDialog";
import { toastDone, toastProblem } from "@/components/toasts";
import { sponsoring as said } from "@/i18n/fr/ambassadors";
import type { Prospect } from "../types";
import { present, textOrNull } from "../values";
import classes from "./household.module.css";
import { Part } from "./Part";

type Proposal = Schema<"SponsoringProposal">;
type Proposals = Schema<"SponsoringProposalList">;

const pathOf = (prospectId: string) => `/prospects/${prospectId}/sponsoring-proposals`;

const COLORS: Record<string, string> = { sent: "ochre", accepted: "valley" };

/** Ambassadors who could help a household to settle, why, and what they answered. */
export function SponsoringSection({ prospect }: { prospect: Prospect }) {
  const path = pathOf(prospect.id);
  const queries = useQueryClient();
  const mayWrite = useMay("write_prospects") && prospect.archived_at === null;
  const [asking, setAsking] = useState(false);
  const [pending, setPending] = useState(false);
  const list = useQuery({
    queryKey: [path],
    queryFn: async () => (await call<Proposals>("GET", path)).items,
  });
  const items = list.data ?? [];
  const refresh = () => queries.invalidateQueries({ queryKey: [path] });
  const move = async (one: Proposal, to: string) => {
    setPending(true);
    await call("POST", `${path}/${one.id}/transitions`, { body: { to } })
      .then(() => toastDone(said.moved))
      .catch((error: unknown) => toastProblem(error));
    await refresh();
    setPending(false);
  };
  const isOpen = items.some(({ status }) => status === "sent" || status === "accepted");
  return (
    <Part
      id="parrainage"
      title={said.title}
      aside={
        mayWrite && list.data && !isOpen ? (
          <Button variant="default" size="compact-sm" onClick={() => setAsking(true)}>
            {items.length === 0 ? said.find : said.again}
          </Button>
        ) : null
      }
    >
      {list.data && items.length === 0 ? <Text c="dimmed">{said.none}</Text> : null}
      <ul className={classes.list}>
        {items.map((one) => (
          <li key={one.id} className={classes.line}>
            <Line one={one} pending={pending} onMove={mayWrite ? move : null} />
          </li>
        ))}
      </ul>
      {asking ? (
        <AskDialog
          path={path}
          onDone={refresh}
          onClose={() => setAsking(false)}
          known={items.length}
        />
      ) : null}
    </Part>
  );
}

interface LineProps {
  one: Proposal;
  pending: boolean;
  onMove: ((one: Proposal, to: string) => Promise<void>) | null;
}

function Line({ one, pending, onMove }: LineProps) {
  const status = useLabelOf("sponsoring_statuses");
  const reason = useLabelOf("sponsoring_reasons");
  const channel = useLabelOf("consent_channels");
  return (
    <div className={classes.body}>
      <Group gap="xs" justify="space-between">
        <Text fw={600}>
          {[one.ambassador_name, one.ambassador_place].filter(Boolean).join(", ")}
        </Text>
        <Badge size="md" color={COLORS[one.status] ?? "gray"}>
          {status(one.status)}
        </Badge>
      </Group>
      <Text size="sm">{one.reasons.map(reason).join(", ")}</Text>
      <Text size="sm" c="dimmed">
        {said.agreement(channel(one.agreement_channel), one.agreed_at)}
      </Text>
      {one.sent_at ? <Text size="sm">{said.asked(one.sent_at)}</Text> : null}
      {one.answered_at ? <Text size="sm">{said.answered(one.answered_at)}</Text> : null}
      {onMove && one.allowed.length > 0 ? (
        <Group gap="xs" mt={4}>
          {one.allowed.map((to) => (
            <Button
              key={to}
              size="compact-sm"
              variant="default"
              disabled={pending}
              aria-label={said.moveOf(said.moves[to] ?? to, one.ambassador_name)}
              onClick={() => void onMove(one, to)}
            >
              {said.moves[to] ?? to}
            </Button>
          ))}
        </Group>
      ) : null}
    </div>
  );
}

const LABELS = { agreed: said.agreed, channel: said.channel, proof: said.proof };

interface AskDialogProps {
  path: string;
  /** How many proposals there were before. */
  known: number;
  onDone: () => Promise<unknown>;
  onClose: () => void;
}

function AskDialog({ path, known, onDone, onClose }: AskDialogProps) {
  const [key] = useState(() => new SubmitKey());
  return (
    <FormDialog
      title={said.find}
      submitLabel={said.find}
      labels={LABELS}
      initialValues={{ agreed: false, channel: "phone" as string | null, proof: "" }}
      validate={{
        agreed: (agreed) => (agreed ? null : said.agreedRequired),
        channel: present,
      }}
      onClose={onClose}
      send={async (values) => {
        const body = { ...values, proof: textOrNull(values.proof) };
        const made = await call<Proposals>("POST", path, { body, headers: key.header(body) });
        const fresh = made.items.some(({ status }) => status === "proposed");
        toastDone(fresh || made.items.length > known ? said.found : said.nobody);
        await onDone();
        return true;
      }}
    >
      {(form) => (
        <>
          <Text size="sm">{said.intro}</Text>
          <Checkbox label={said.agreed} {...form.getInputProps("agreed", { type: "checkbox" })} />
          <CodeSelect
            list="consent_channels"
            only={["phone", "email", "paper", "stand"]}
            label={said.channel}
            required
            {...form.getInputProps("channel")}
          />
          <TextInput
            label={said.proof}
            description={said.proofHint}
            {...form.getInputProps("proof")}
          />
        </>
      )}
    </FormDialog>
  );
}
