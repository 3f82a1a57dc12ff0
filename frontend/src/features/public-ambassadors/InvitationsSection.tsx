import { Button, Radio, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Section } from "@/components/Section";
import type { Acting } from "@/components/use-act";
import { publicAmbassadors as said } from "@/i18n/fr/ambassadors";
import { answerInvitation, type Invitation, readInvitations } from "./api";

/** One thing at a time, and what to say once it is done. */
export type Busy = Pick<Acting, "pending" | "act">;

/** The events that an ambassador may choose one of. */
export function InvitationsSection({ link, ...busy }: Busy & { link: string }) {
  const invitations = useQuery({
    queryKey: ["public", "linked-ambassador", link, "invitations"],
    retry: false,
    gcTime: 0,
    queryFn: ({ signal }) => readInvitations(link, signal),
  });
  return (
    <Section title={said.invitations}>
      <Stack gap="lg">
        {invitations.data?.length === 0 ? <Text c="dimmed">{said.noInvitations}</Text> : null}
        {(invitations.data ?? []).map((one) => (
          <Choice key={`${one.id} ${one.event_id}`} one={one} link={link} {...busy} />
        ))}
      </Stack>
    </Section>
  );
}

const NONE = "none";

function Choice({ one, link, pending, act }: Busy & { one: Invitation; link: string }) {
  const [picked, setPicked] = useState(one.event_id ?? (one.answered ? NONE : ""));
  return (
    <Stack gap="xs" align="flex-start">
      <Text fw={600}>{one.title}</Text>
      {one.message ? <Text>{one.message}</Text> : null}
      <Text size="sm" c="dimmed">
        {one.is_open ? said.answerBy(one.answer_by) : said.closedBy(one.answer_by)}
      </Text>
      <Radio.Group label={said.choice} value={picked} onChange={setPicked}>
        <Stack gap="xs" mt="xs">
          {one.choices.map((choice) => (
            <Radio
              key={choice.event_id}
              value={choice.event_id}
              disabled={!one.is_open}
              label={`${choice.title}, ${said.when(choice.first_on, choice.last_on)}`}
              description={[choice.place, said.placesLeft(choice.places_left)]
                .filter(Boolean)
                .join(", ")}
            />
          ))}
          <Radio value={NONE} disabled={!one.is_open} label={said.noneOfThem} />
        </Stack>
      </Radio.Group>
      {one.is_open ? (
        <Button
          aria-label={said.sendChoiceOf(one.title)}
          loading={pending === one.id}
          disabled={pending !== null || picked === ""}
          onClick={() =>
            void act(
              one.id,
              () => answerInvitation(link, one.id, picked === NONE ? null : picked),
              said.chosen,
            )
          }
        >
          {said.sendChoice}
        </Button>
      ) : null}
    </Stack>
  );
}
