import { Alert, Button, Group, Stack, Text, Title } from "@mantine/core";
import { useState, useSyncExternalStore } from "react";
import { usePageFocus } from "@/app/use-page-focus";
import { stand as words } from "@/i18n/fr/stand";
import { problemText } from "@/i18n/problem-text";
import { CaptureForm } from "./CaptureForm";
import { Counter } from "./Counter";
import { OutboxList } from "./OutboxList";
import { type StandState, stand, type Waiting } from "./stand";
import classes from "./stand.module.css";

interface MainScreenProps {
  state: StandState;
  onNewCode: () => void;
}

function subscribe(listener: () => void): () => void {
  window.addEventListener("online", listener);
  window.addEventListener("offline", listener);
  return () => {
    window.removeEventListener("online", listener);
    window.removeEventListener("offline", listener);
  };
}

/** The stand at work: the form, what waits, how the network does, and the counter. */
export function MainScreen({ state, onNewCode }: MainScreenProps) {
  const heading = usePageFocus(state.title);
  const [view, setView] = useState<"note" | "outbox">("note");
  const [editing, setEditing] = useState<Waiting | null>(null);
  const [said, setSaid] = useState("");
  const edit = (one: Waiting) => {
    setEditing(one);
    setView("note");
  };
  return (
    <>
      <Stack gap="md">
        <Group justify="space-between" align="flex-start" wrap="nowrap">
          <div>
            <Title order={1} size="h3" ref={heading} tabIndex={-1}>
              {state.title}
            </Title>
            <Text size="sm" c="dimmed">
              {state.kit?.label}
            </Text>
          </div>
          <Button variant="subtle" size="sm" onClick={() => stand.lock()}>
            {words.lock}
          </Button>
        </Group>
        <Network state={state} onNewCode={onNewCode} />
        <Group gap="xs" grow>
          <Button
            variant={view === "note" ? "filled" : "default"}
            aria-pressed={view === "note"}
            onClick={() => setView("note")}
          >
            {words.note}
          </Button>
          <Button
            variant={view === "outbox" ? "filled" : "default"}
            aria-pressed={view === "outbox"}
            onClick={() => setView("outbox")}
          >
            {words.toSend(state.waiting.length)}
          </Button>
        </Group>
        <div role="status" className={classes.said}>
          {said}
        </div>
        {view === "note" && state.kit !== null ? (
          <CaptureForm
            key={editing?.item.client_id ?? "new"}
            before={editing}
            kit={state.kit}
            onDone={(text) => {
              setSaid(text);
              setEditing(null);
            }}
          />
        ) : null}
        {view === "outbox" ? (
          <OutboxList
            waiting={state.waiting}
            uncounted={state.uncounted}
            onEdit={edit}
            onSaid={setSaid}
          />
        ) : null}
      </Stack>
      <Counter visitors={state.visitors} />
    </>
  );
}

/** Whether there is a network, and how the last delivery went. */
function Network({ state, onNewCode }: MainScreenProps) {
  const online = useSyncExternalStore(subscribe, () => navigator.onLine);
  const { delivery } = state;
  if (state.ended) {
    return (
      <Alert color="ochre" role="alert" title={words.endedTitle}>
        <Stack gap="sm" align="flex-start">
          <Text>{words.endedText}</Text>
          <Button onClick={onNewCode}>{words.newCode}</Button>
        </Stack>
      </Alert>
    );
  }
  const isRefused = delivery.state === "failed" && !delivery.problem.isTransient;
  const lines = [
    online ? words.online : words.offline,
    delivery.state === "sending" ? words.sending : null,
    delivery.state === "sent" ? words.sentAt(delivery.at) : null,
    delivery.state === "failed" && online && !isRefused ? words.failed : null,
  ];
  const waits = state.waiting.length + state.uncounted > 0;
  return (
    <>
      <Group gap="xs" justify="space-between">
        <Text size="sm" role="status" fw={online ? undefined : 600}>
          {lines.filter(Boolean).join(" · ")}
        </Text>
        {online && waits ? (
          <Button variant="subtle" size="sm" onClick={() => void stand.deliver()}>
            {words.sendNow}
          </Button>
        ) : null}
      </Group>
      {isRefused ? (
        <Alert color="red" role="alert" title={words.refusedTitle}>
          {problemText(delivery.problem)}
        </Alert>
      ) : null}
    </>
  );
}
