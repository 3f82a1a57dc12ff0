import { Alert, Anchor, Button, Group, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import { AnchorLink } from "@/components/links";
import { Section } from "@/components/Section";
import { toastDone, toastProblem } from "@/components/toasts";
import { formatDate } from "@/i18n/format";
import { jobOffers } from "@/i18n/fr/job-offers";
import { type JobOffer, moveJobOffer, renewJobOffer, useRefreshJobOffers } from "./api";
import { JobOfferBadge } from "./JobOfferBadge";
import classes from "./job-offers.module.css";
import { ReasonDialog } from "./ReasonDialog";

interface StandingSectionProps {
  offer: JobOffer;
  mayWrite: boolean;
}

/** Where the offer stands, why, until when, whether the public reads it, and what may be done now. */
export function StandingSection({ offer, mayWrite }: StandingSectionProps) {
  const hint = jobOffers.explained[offer.status];
  return (
    <Section title={jobOffers.state} aside={<JobOfferBadge status={offer.status} />}>
      <Stack gap="sm">
        {offer.status_reason ? (
          <Alert color="ochre" className={classes.said}>
            {jobOffers.why(offer.status_reason)}
          </Alert>
        ) : null}
        {hint ? <Text size="sm">{hint}</Text> : null}
        {offer.status === "published" ? <Publicity offer={offer} /> : null}
        {mayWrite ? <Moves offer={offer} /> : null}
      </Stack>
    </Section>
  );
}

function Publicity({ offer }: { offer: JobOffer }) {
  return (
    <>
      <Text size="sm">
        {offer.published_at ? jobOffers.publishedOn(formatDate(offer.published_at)) : ""}
        {offer.expires_on ? `. ${jobOffers.until(formatDate(offer.expires_on))}.` : ""}
      </Text>
      {offer.is_public ? (
        <Anchor href={offer.public_path}>{jobOffers.publicLink}</Anchor>
      ) : (
        <Alert color="ochre">
          <Text size="sm" c="inherit">
            {jobOffers.notPublic}
          </Text>
          {offer.employer_id ? (
            <AnchorLink
              to="/employeurs/$employerId"
              params={{ employerId: offer.employer_id }}
              c="inherit"
              underline="always"
            >
              {jobOffers.seeMembership}
            </AnchorLink>
          ) : null}
        </Alert>
      )}
    </>
  );
}

/** Moves that are explained in writing, and those that end the offer for good. */
const EXPLAINED = ["rejected", "suspended"] as const;
const ENDING = ["filled", "withdrawn"];

type Explained = (typeof EXPLAINED)[number];

const isExplained = (to: string): to is Explained => EXPLAINED.some((one) => one === to);

function Moves({ offer }: { offer: JobOffer }) {
  const act = useMoves(offer);
  const [asked, setAsked] = useState<string | null>(null);
  const close = () => setAsked(null);
  // An offer that has expired is published again by being renewed.
  const moves = offer.allowed.filter((to) => !(offer.status === "expired" && to === "published"));
  const renewable = offer.status === "published" || offer.status === "expired";
  const immediate = (to: string) => !isExplained(to) && !ENDING.includes(to);
  return (
    <>
      <Group gap="sm">
        {renewable ? (
          <Button
            variant={offer.status === "expired" ? "filled" : "default"}
            onClick={act.renew}
            loading={act.pending}
          >
            {jobOffers.renew}
          </Button>
        ) : null}
        {moves.map((to) => (
          <Button
            key={to}
            variant={immediate(to) ? "filled" : "default"}
            disabled={act.pending}
            onClick={() => (immediate(to) ? act.move(to) : setAsked(to))}
          >
            {nameOfMove(offer.status, to)}
          </Button>
        ))}
      </Group>
      {asked !== null && isExplained(asked) ? (
        <ReasonDialog offer={offer} to={asked} onClose={close} />
      ) : null}
      <ConfirmDialog
        opened={asked !== null && ENDING.includes(asked)}
        title={jobOffers.moveOf(jobOffers.moves[asked ?? ""] ?? "", offer.title)}
        confirmLabel={jobOffers.moves[asked ?? ""] ?? ""}
        danger={asked === "withdrawn"}
        onConfirm={async () => {
          if (asked !== null) await act.end(asked);
        }}
        onClose={close}
      >
        {jobOffers.confirm[asked ?? ""]}
      </ConfirmDialog>
    </>
  );
}

const nameOfMove = (from: string, to: string): string =>
  from === "suspended" && to === "published" ? jobOffers.publishAgain : (jobOffers.moves[to] ?? to);

function useMoves(offer: JobOffer) {
  const refresh = useRefreshJobOffers();
  const [pending, setPending] = useState(false);
  const run = (doing: () => Promise<unknown>, done: string) => {
    setPending(true);
    void doing()
      .then(() => toastDone(done))
      .catch((error: unknown) => toastProblem(error))
      .finally(async () => {
        await refresh();
        setPending(false);
      });
  };
  return {
    pending,
    renew: () => run(() => renewJobOffer(offer), jobOffers.renewed),
    move: (to: string) => run(() => moveJobOffer(offer, { to }), jobOffers.moved[to] ?? ""),
    end: async (to: string) => {
      await moveJobOffer(offer, { to });
      toastDone(jobOffers.moved[to] ?? "");
      await refresh();
    },
  };
}
