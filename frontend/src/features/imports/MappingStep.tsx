import { Alert, Button, Checkbox, Group, List, NativeSelect, Stack, Text } from "@mantine/core";
import { useReducer, useState } from "react";
import { asProblem, type Problem } from "@/api/problem";
import { useCodes } from "@/api/reference";
import { ProblemAlert } from "@/components/ProblemAlert";
import { Section } from "@/components/Section";
import { importFields, imports } from "@/i18n/fr/imports";
import { type ImportBatch, useImportActions } from "./api";
import { ColumnsTable } from "./ColumnsTable";
import {
  askedWords,
  type MappingState,
  mappingFaults,
  reduceMapping,
  startMapping,
  toMappingBody,
  unseenWords,
} from "./mapping";
import { WordsTable } from "./WordsTable";

/** What each column and each unknown word means; then the file is checked. */
export function MappingStep({ batch, onChecked }: { batch: ImportBatch; onChecked: () => void }) {
  const [state, dispatch] = useReducer(reduceMapping, batch, startMapping);
  const words = askedWords(state);
  const faults = faultsOf(state);
  const run = useCheck(batch, state, onChecked, (answer) =>
    dispatch({ type: "words", values: answer.unmapped_values }),
  );
  const needsDates = state.columns.some(({ field }) => field.endsWith("_on"));
  return (
    <Stack gap="lg">
      <Section title={imports.columnsTitle}>
        <Text c="dimmed" mb="sm">
          {imports.columnsHint}
        </Text>
        <ColumnsTable
          batch={batch}
          state={state}
          onField={(index, field) => dispatch({ type: "field", index, field })}
        />
        {needsDates ? (
          <NativeSelect
            mt="md"
            maw="26rem"
            label={imports.dateOrder}
            data={[...imports.dateOrders]}
            value={state.dateOrder}
            onChange={(event) => dispatch({ type: "date_order", order: event.currentTarget.value })}
          />
        ) : null}
      </Section>
      {batch.subject === "job_offers" ? (
        <SourceSection
          batch={batch}
          partial={state.partial}
          onPartial={(partial) => dispatch({ type: "partial", partial })}
        />
      ) : null}
      {words.length > 0 ? (
        <Section title={imports.wordsTitle}>
          <Text c="dimmed" mb="sm">
            {imports.wordsHint}
          </Text>
          <WordsTable
            words={words}
            onCode={(word, code) => dispatch({ type: "word", word, code })}
          />
        </Section>
      ) : null}
      <div role="status">
        {run.newWords ? <Alert color="ochre">{imports.newWords}</Alert> : null}
      </div>
      {faults.length > 0 ? (
        <Alert color="red" role="alert">
          <List>
            {faults.map((fault) => (
              <List.Item key={fault}>{fault}</List.Item>
            ))}
          </List>
        </Alert>
      ) : null}
      <ProblemAlert problem={run.problem} />
      <Group justify="flex-end">
        <Button size="md" loading={run.pending} disabled={faults.length > 0} onClick={run.start}>
          {imports.check}
        </Button>
      </Group>
    </Stack>
  );
}

interface SourceSectionProps {
  batch: ImportBatch;
  partial: boolean;
  onPartial: (partial: boolean) => void;
}

/** Where the offers come from, and whether the file holds all of them. */
function SourceSection({ batch, partial, onPartial }: SourceSectionProps) {
  const sources = useCodes("job_offer_sources").data ?? [];
  const source = sources.find(({ code }) => code === batch.source)?.label ?? batch.source ?? "";
  return (
    <Section title={imports.fromSource(source)}>
      <Checkbox
        label={imports.partial}
        description={imports.partialHint}
        checked={partial}
        onChange={(event) => onPartial(event.currentTarget.checked)}
      />
    </Section>
  );
}

function faultsOf(state: MappingState): string[] {
  const { repeated, missing } = mappingFaults(state);
  return [
    ...repeated.map((field) => imports.repeated(importFields[field] ?? field)),
    ...missing.map((field) => imports.missing[field] ?? field),
  ];
}

/** Saves the mapping, then checks the file, unless the columns brought words nobody has seen yet. */
function useCheck(
  batch: ImportBatch,
  state: MappingState,
  onChecked: () => void,
  onWords: (answer: ImportBatch) => void,
) {
  const actions = useImportActions(batch);
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [newWords, setNewWords] = useState(false);
  const start = async () => {
    setPending(true);
    setProblem(null);
    setNewWords(false);
    try {
      const saved = await actions.saveMapping(toMappingBody(state));
      const unseen = unseenWords(state.words, saved.unmapped_values).length > 0;
      onWords(saved);
      setNewWords(unseen);
      if (unseen) return;
      await actions.check(saved);
      onChecked();
    } catch (error) {
      const found = asProblem(error);
      setProblem(found);
      if (found.status === 412) await actions.refresh();
    } finally {
      setPending(false);
    }
  };
  return { pending, problem, newWords, start };
}
