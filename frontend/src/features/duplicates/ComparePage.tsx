import { Alert, Button, Group, Radio, Stack, Text } from "@mantine/core";
import { useNavigate, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { SubmitKey } from "@/api/preconditions";
import { useMay } from "@/api/use-session";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import { ButtonLink } from "@/components/links";
import { PageHeader } from "@/components/PageHeader";
import { Section } from "@/components/Section";
import { LoadingState, ProblemPage } from "@/components/states";
import { toastDone, toastProblem } from "@/components/toasts";
import { duplicates as said } from "@/i18n/fr/duplicates";
import { type Comparison, dismiss, mergeFiles, useComparison, useRefreshDuplicates } from "./api";
import { ChosenFields } from "./ChosenFields";
import { choicesOf, type Which } from "./choices";
import classes from "./duplicates.module.css";
import { Reasons } from "./Reasons";
import { SameFields } from "./SameFields";
import { SidePeople } from "./SidePeople";
import { SideWork } from "./SideWork";

/** `/doublons/{id}`: two files side by side, and the merge of both. */
export function ComparePage() {
  const { duplicateId } = useParams({ from: "/staff/doublons/$duplicateId" });
  const found = useComparison(duplicateId);
  if (found.isPending) return <LoadingState lines={8} />;
  if (found.isError && found.data === undefined) {
    return <ProblemPage error={found.error} onRetry={() => found.refetch()} />;
  }
  // Read again after a change, the choices start again too.
  return <Compared key={found.data.first.version + found.data.second.version} pair={found.data} />;
}

/** The name of a file: that of the person who asked. */
const nameOf = (pair: Comparison, which: Which) => {
  const side = pair[which];
  return side.members.find(({ role }) => role === "lead")?.name || side.number;
};

function Compared({ pair }: { pair: Comparison }) {
  const mayWrite = useMay("write_prospects");
  const suggested: Which = pair.suggested_id === pair.first.id ? "first" : "second";
  const [kept, setKept] = useState<Which>(suggested);
  const [chosen, setChosen] = useState<ReadonlyMap<string, Which>>(new Map());
  const open = mayWrite && pair.status !== "merged";
  return (
    <>
      <PageHeader
        title={said.compareTitle}
        description={said.pair([nameOf(pair, "first"), nameOf(pair, "second")])}
        actions={
          <ButtonLink to="/doublons" variant="default">
            {said.back}
          </ButtonLink>
        }
      />
      {pair.status === "open" ? null : (
        <Alert mb="md">{pair.status === "merged" ? said.isMerged : said.isDismissed}</Alert>
      )}
      <Stack gap="lg">
        <Section title={said.why}>
          <Text fw={600}>{said.score(pair.score)}</Text>
          <Reasons reasons={pair.reasons} />
        </Section>
        {open ? (
          <Section title={said.keep}>
            <KeptChoice pair={pair} suggested={suggested} kept={kept} onChange={setKept} />
          </Section>
        ) : null}
        <ChosenFields
          pair={pair}
          readOnly={!open}
          sideOf={(field) => chosen.get(field) ?? kept}
          onChange={(field, which) => setChosen((before) => new Map(before).set(field, which))}
        />
        <SidePeople pair={pair} kept={kept} />
        <SideWork pair={pair} />
        <SameFields pair={pair} />
        {open ? <Decision pair={pair} kept={kept} chosen={chosen} /> : null}
      </Stack>
    </>
  );
}

interface KeptChoiceProps {
  pair: Comparison;
  suggested: Which;
  kept: Which;
  onChange: (kept: Which) => void;
}

function KeptChoice({ pair, suggested, kept, onChange }: KeptChoiceProps) {
  return (
    <Radio.Group
      aria-label={said.keep}
      description={said.keepHint}
      value={kept}
      onChange={(value) => onChange(value === "second" ? "second" : "first")}
    >
      <div className={classes.pair}>
        {(["first", "second"] as const).map((which) => (
          <Radio
            key={which}
            mt="sm"
            value={which}
            disabled={!pair[which].may_stay}
            label={said.keepOption(pair[which].number, nameOf(pair, which))}
            description={
              pair[which].may_stay
                ? which === suggested
                  ? said.suggested
                  : undefined
                : said.mayNotStay
            }
          />
        ))}
      </div>
    </Radio.Group>
  );
}

interface DecisionProps {
  pair: Comparison;
  kept: Which;
  chosen: ReadonlyMap<string, Which>;
}

function Decision({ pair, kept, chosen }: DecisionProps) {
  const navigate = useNavigate();
  const refresh = useRefreshDuplicates();
  const [asking, setAsking] = useState(false);
  const [key] = useState(() => new SubmitKey());
  const stays = pair[kept];
  const other = pair[kept === "first" ? "second" : "first"];
  const merge = async () => {
    const choices = choicesOf(pair.fields, kept, chosen);
    const body = { other: other.id, other_version: other.version, choices };
    await mergeFiles(stays, body, key.header(body));
    toastDone(said.merged);
    await navigate({ to: "/dossiers/$prospectId", params: { prospectId: stays.id } });
    await refresh();
  };
  const apart = async () => {
    await dismiss(pair)
      .then(() => {
        toastDone(said.dismissed);
        return navigate({ to: "/doublons" });
      })
      .catch((error: unknown) => toastProblem(error));
    await refresh();
  };
  return (
    <Group>
      <Button disabled={!stays.may_stay} onClick={() => setAsking(true)}>
        {said.merge}
      </Button>
      {pair.status === "open" ? (
        <Button variant="default" onClick={() => void apart()}>
          {said.dismiss}
        </Button>
      ) : null}
      <ConfirmDialog
        opened={asking}
        title={said.mergeTitle}
        confirmLabel={said.mergeConfirm}
        onConfirm={merge}
        onClose={() => setAsking(false)}
      >
        <Text>{said.mergeText(other.number, stays.number)}</Text>
        <Text mt="sm">{said.undoText}</Text>
      </ConfirmDialog>
    </Group>
  );
}
