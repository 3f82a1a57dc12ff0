import { Button, Loader, Stack, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { asProblem } from "@/api/problem";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import { useHashToken } from "@/components/hash-token";
import { ButtonLink } from "@/components/links";
import { PageHeader } from "@/components/PageHeader";
import { ErrorState } from "@/components/states";
import { publicEvents } from "@/i18n/fr/events";
import { cancelRegistration, confirmRegistration, type LinkedRegistration } from "./api";

/** `/inscription`: where the mailed link leads; confirms at once, and gives a place up when asked. */
export function LinkedRegistrationPage() {
  const token = useHashToken();
  const [left, setLeft] = useState<LinkedRegistration | null>(null);
  const confirmation = useMutation({ mutationFn: confirmRegistration });
  const { mutate } = confirmation;
  useEffect(() => {
    if (token !== "") mutate(token);
  }, [token, mutate]);

  const registration = left ?? confirmation.data;
  if (token === "") return <Expired />;
  if (registration) {
    return (
      <Standing
        registration={registration}
        onGiveUp={async () => setLeft(await cancelRegistration(token))}
      />
    );
  }
  if (confirmation.isError) {
    const problem = asProblem(confirmation.error);
    if (problem.code === "validation_failed") return <Expired />;
    return (
      <>
        <PageHeader title={publicEvents.linkTab} />
        <ErrorState
          error={problem}
          title={publicEvents.confirmFailed}
          onRetry={() => mutate(token)}
        />
      </>
    );
  }
  return (
    <>
      <PageHeader title={publicEvents.linkTab} />
      <Stack align="center" role="status">
        <Loader />
        <Text>{publicEvents.confirming}</Text>
      </Stack>
    </>
  );
}

function Expired() {
  return (
    <>
      <PageHeader title={publicEvents.expiredTitle} documentTitle={publicEvents.linkTab} />
      <Stack align="flex-start">
        <Text>{publicEvents.expiredText}</Text>
        <ButtonLink to="/evenements">{publicEvents.see}</ButtonLink>
      </Stack>
    </>
  );
}

interface StandingProps {
  registration: LinkedRegistration;
  onGiveUp: () => Promise<void>;
}

function Standing({ registration, onGiveUp }: StandingProps) {
  const { status, title, when, video_url } = registration;
  const [asking, setAsking] = useState(false);
  const stands = status === "confirmed" || status === "waitlisted";
  return (
    <>
      <PageHeader
        key={status}
        title={publicEvents.statuses[status] ?? publicEvents.linkTab}
        documentTitle={publicEvents.linkTab}
      />
      <Stack align="flex-start">
        <Text size="lg">
          {title}, {when}
        </Text>
        {status === "waitlisted" ? <Text>{publicEvents.waitlistedText}</Text> : null}
        {video_url ? (
          <Button component="a" href={video_url} rel="noopener">
            {publicEvents.join}
          </Button>
        ) : null}
        {stands ? (
          <Button variant="default" onClick={() => setAsking(true)}>
            {publicEvents.giveUp}
          </Button>
        ) : (
          <ButtonLink to="/evenements">{publicEvents.see}</ButtonLink>
        )}
      </Stack>
      <ConfirmDialog
        opened={asking}
        danger
        title={publicEvents.giveUpTitle}
        confirmLabel={publicEvents.giveUp}
        onConfirm={onGiveUp}
        onClose={() => setAsking(false)}
      >
        {publicEvents.giveUpText}
      </ConfirmDialog>
    </>
  );
}
