import { Alert, Button, Group, Paper, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { stand as words } from "@/i18n/fr/stand";
import { fieldProblemText } from "@/i18n/problem-text";
import { stand, type Waiting } from "./stand";
import classes from "./stand.module.css";

interface OutboxListProps {
  waiting: readonly Waiting[];
  uncounted: number;
  onEdit: (one: Waiting) => void;
  onSaid: (text: string) => void;
}

export const nameOf = ({ item }: Waiting): string =>
  [item.first_name, item.last_name].filter(Boolean).join(" ") || words.unnamed;

/** Everybody who is still on this device: to be corrected or taken back until they are sent. */
export function OutboxList({ waiting, uncounted, onEdit, onSaid }: OutboxListProps) {
  const [leaving, setLeaving] = useState<string | null>(null);
  const remove = async (id: string) => {
    await stand.remove(id);
    setLeaving(null);
    onSaid(words.removed);
  };
  return (
    <Stack gap="sm">
      {uncounted > 0 ? <Text size="sm">{words.uncounted(uncounted)}</Text> : null}
      {waiting.length === 0 ? <Text>{words.outboxEmpty}</Text> : null}
      <ul className={classes.list}>
        {waiting.map((one) => {
          const id = one.item.client_id;
          const name = nameOf(one);
          return (
            <Paper component="li" key={id} withBorder p="sm">
              <Stack gap="xs">
                <div>
                  <Text fw={600}>{name}</Text>
                  <Text size="sm" c="dimmed">
                    {[one.item.phone, one.item.email, words.notedAt(one.item.captured_at)]
                      .filter(Boolean)
                      .join(" · ")}
                  </Text>
                </div>
                {one.faults.length > 0 ? (
                  <Alert color="red" p="xs">
                    {words.refused}
                    <ul>
                      {one.faults.map((fault) => (
                        <li key={fault.pointer + fault.code}>
                          {[words.fields[fault.pointer], fieldProblemText(fault)]
                            .filter(Boolean)
                            .join(" : ")}
                        </li>
                      ))}
                    </ul>
                  </Alert>
                ) : null}
                <Group gap="xs">
                  <Button
                    size="sm"
                    variant="default"
                    aria-label={words.editOf(name)}
                    onClick={() => onEdit(one)}
                  >
                    {words.change}
                  </Button>
                  {leaving === id ? (
                    <Button size="sm" color="red" onClick={() => void remove(id)}>
                      {words.removeSure}
                    </Button>
                  ) : (
                    <Button
                      size="sm"
                      variant="subtle"
                      aria-label={words.removeOf(name)}
                      onClick={() => setLeaving(id)}
                    >
                      {words.remove}
                    </Button>
                  )}
                </Group>
              </Stack>
            </Paper>
          );
        })}
      </ul>
    </Stack>
  );
}
