import { Textarea, TextInput } from "@mantine/core";
import { asProblem, Problem } from "@/api/problem";
import { CodeMultiSelect, CodeSelect } from "@/components/CodeSelect";
import { FormDialog } from "@/components/FormDialog";
import { present } from "@/features/prospects/values";
import { fieldProblems } from "@/i18n/fr/problems";
import { routingTable as words } from "@/i18n/fr/routing-table";
import { formPointer, type LineAt, type LineValues } from "./lines";

const LABELS = {
  project_types: words.projects,
  theme: words.theme,
  partner_kinds: words.partnerKinds,
  sentence: words.sentence,
  note: words.note,
};

const some = (codes: string[]) => (codes.length === 0 ? (fieldProblems.required ?? null) : null);

interface LineDialogProps {
  at: LineAt;
  initial: LineValues;
  /** Saves; false when the person went back to the line. */
  save: (line: LineValues) => Promise<boolean>;
  onClose: () => void;
}

/** One line of the table: for whom, who is asked, and the sentence that explains it. */
export function LineDialog({ at, initial, save, onClose }: LineDialogProps) {
  const technical = at.group === "technical";
  const need = at.group === "needs";
  return (
    <FormDialog<LineValues>
      title={
        at.group === "wished" || at.group === "no_territory" ? words[at.group] : words.lineTitle
      }
      labels={LABELS}
      initialValues={initial}
      validate={{
        project_types: (codes) => (technical ? some(codes) : null),
        theme: (theme) => (need ? present(theme) : null),
        partner_kinds: some,
        sentence: present,
      }}
      onClose={onClose}
      send={async (line) => {
        try {
          return await save(line);
        } catch (error) {
          throw onFields(asProblem(error), at);
        }
      }}
    >
      {(form) => (
        <>
          {technical ? (
            <CodeMultiSelect
              list="project_types"
              label={words.projects}
              required
              {...form.getInputProps("project_types")}
            />
          ) : null}
          {need ? (
            <CodeSelect
              list="need_themes"
              label={words.theme}
              required
              {...form.getInputProps("theme")}
            />
          ) : null}
          <CodeMultiSelect
            list="partner_kinds"
            label={words.partnerKinds}
            description={words.partnerKindsHint}
            required
            {...form.getInputProps("partner_kinds")}
          />
          <Textarea
            label={words.sentence}
            description={words.sentenceHint}
            required
            autosize
            minRows={2}
            maxLength={300}
            {...form.getInputProps("sentence")}
          />
          <TextInput
            label={words.note}
            description={words.noteHint}
            maxLength={300}
            {...form.getInputProps("note")}
          />
        </>
      )}
    </FormDialog>
  );
}

function onFields(problem: Problem, at: LineAt): Problem {
  const errors = problem.errors.map((error) => ({
    ...error,
    pointer: formPointer(error.pointer, at),
  }));
  return new Problem({ ...problem.body, errors }, problem.retryAfter);
}
