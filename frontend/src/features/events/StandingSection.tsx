import { Anchor, Button, Group, Stack, Text, Textarea } from "@mantine/core";
import { useState } from "react";
import { FormDialog } from "@/components/FormDialog";
import { Section } from "@/components/Section";
import { toastDone, toastProblem } from "@/components/toasts";
import { events } from "@/i18n/fr/events";
import { type Event, moveEvent } from "./api";
import { EventBadge } from "./EventBadge";

interface StandingSectionProps {
  event: Event;
  onMoved: () => Promise<void>;
}

/** Where an event stands, who may see it, and what may be made of it. */
export function StandingSection({ event, onMoved }: StandingSectionProps) {
  const [cancelling, setCancelling] = useState(false);
  const [pending, setPending] = useState<string | null>(null);
  const move = async (to: string) => {
    setPending(to);
    await moveEvent(event, to, null)
      .then(() => toastDone(events.moved))
      .catch((error: unknown) => toastProblem(error));
    await onMoved();
    setPending(null);
  };
  return (
    <Section title={events.standing} aside={<EventBadge status={event.status} />}>
      <Stack gap="sm">
        <Text size="sm">
          {event.status_reason
            ? events.cancelledBecause(event.status_reason)
            : events.standingText[event.status]}
        </Text>
        {event.public_path ? (
          <Anchor href={event.public_path}>{events.onPublicPage}</Anchor>
        ) : (
          <Text size="sm" c="dimmed">
            {event.is_public ? events.isPublic : events.internal}
          </Text>
        )}
        {event.allowed.length > 0 ? (
          <Group gap="sm">
            {event.allowed.map((to) => (
              <Button
                key={to}
                variant={to === "cancelled" ? "default" : "filled"}
                loading={pending === to}
                onClick={() => (to === "cancelled" ? setCancelling(true) : void move(to))}
              >
                {events.moves[to] ?? to}
              </Button>
            ))}
          </Group>
        ) : null}
      </Stack>
      {cancelling ? (
        <FormDialog
          title={events.moves.cancelled ?? ""}
          submitLabel={events.moves.cancelled}
          danger
          initialValues={{ reason: "" }}
          labels={{ reason: events.reason }}
          validate={{
            reason: (reason) => (reason.trim() === "" ? events.reasonRequired : null),
          }}
          send={async ({ reason }) => {
            await moveEvent(event, "cancelled", reason.trim());
            toastDone(events.moved);
            await onMoved();
            return true;
          }}
          onClose={() => setCancelling(false)}
        >
          {(form) => (
            <Textarea
              label={events.reason}
              description={events.reasonHint}
              required
              autosize
              minRows={2}
              {...form.getInputProps("reason")}
            />
          )}
        </FormDialog>
      ) : null}
    </Section>
  );
}
