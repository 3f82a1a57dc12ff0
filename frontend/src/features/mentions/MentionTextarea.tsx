import {
  Combobox,
  Text,
  Textarea,
  type TextareaProps,
  useCombobox,
  VisuallyHidden,
} from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { formatList } from "@/i18n/format";
import { mentions } from "@/i18n/fr/mentions";
import { useColleagues } from "./api";
import {
  type Colleague,
  insertMention,
  matching,
  mentionedIn,
  type TypedMention,
  typedMention,
} from "./mention";

interface MentionTextareaProps extends Omit<TextareaProps, "value" | "onChange"> {
  prospectId: string;
  value: string;
  /** The text, and the ids of the colleagues it calls. */
  onChange: (text: string, mentioned: string[]) => void;
  /** A private note calls nobody. */
  quiet?: boolean;
}

/** A text in which `@` proposes the colleagues who see the file. */
export function MentionTextarea(props: MentionTextareaProps) {
  const { prospectId, value, onChange, quiet = false, ...field } = props;
  const area = useRef<HTMLTextAreaElement>(null);
  const [typed, setTyped] = useState<TypedMention | null>(null);
  const [picked, setPicked] = useState<Colleague[]>([]);
  const colleagues = useColleagues(prospectId, typed !== null);
  const found = typed === null || quiet ? [] : matching(colleagues.data ?? [], typed.query);
  const opened = found.length > 0;
  const store = useCombobox({
    opened,
    onOpenedChange: (open) => {
      if (!open) setTyped(null);
    },
  });
  const { selectFirstOption } = store;
  const first = found[0]?.user_id;
  useEffect(() => {
    if (first !== undefined) selectFirstOption();
  }, [first, selectFirstOption]);

  const pick = (id: string) => {
    const colleague = found.find((one) => one.user_id === id);
    if (colleague === undefined || typed === null) return;
    const next = insertMention(value, typed, colleague);
    const all = [...picked, colleague];
    // The caret moves once the new text is in the field, and before the next key is.
    flushSync(() => {
      setPicked(all);
      setTyped(null);
      onChange(next.text, mentionedIn(next.text, all));
    });
    area.current?.setSelectionRange(next.caret, next.caret);
  };
  const called = quiet ? [] : picked.filter((one) => value.includes(`@${one.name}`));
  return (
    <Combobox store={store} onOptionSubmit={pick} width={320} position="bottom-start">
      <Combobox.Target withKeyboardNavigation={opened}>
        <Textarea
          ref={area}
          autosize
          minRows={2}
          maxRows={10}
          {...field}
          value={value}
          onChange={(event) => {
            const { value: text, selectionStart } = event.currentTarget;
            onChange(text, mentionedIn(text, picked));
            setTyped(quiet ? null : typedMention(text, selectionStart));
          }}
          onBlur={() => setTyped(null)}
        />
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Options aria-label={mentions.list}>
          {found.map((one) => (
            <Combobox.Option key={one.user_id} value={one.user_id}>
              <Text size="sm">{one.name}</Text>
              <Text size="xs" c="inherit">
                {one.partner_name}
              </Text>
            </Combobox.Option>
          ))}
        </Combobox.Options>
      </Combobox.Dropdown>
      <VisuallyHidden role="status">
        {statusOf(typed, quiet, colleagues.isSuccess, found)}
      </VisuallyHidden>
      <Called names={[...new Set(called.map((one) => one.name))]} quiet={quiet} />
    </Combobox>
  );
}

function statusOf(
  typed: TypedMention | null,
  quiet: boolean,
  known: boolean,
  found: readonly Colleague[],
): string {
  if (typed === null || quiet || !known) return "";
  return found.length === 0 ? mentions.nobody : mentions.found(found.length);
}

/** Who will be told, before the note is sent. */
function Called({ names, quiet }: { names: string[]; quiet: boolean }) {
  const text = quiet
    ? mentions.privateHint
    : names.length === 0
      ? mentions.hint
      : (names.length === 1 ? mentions.warnedOne : mentions.warned)(formatList(names));
  return (
    <Text size="sm" c="dimmed">
      {text}
    </Text>
  );
}
