import { Alert, Button, CopyButton, Group, Stack, Text, TextInput } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { call } from "@/api/transport";
import type { Schema } from "@/api/types";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import { Section } from "@/components/Section";
import { ErrorState, LoadingState } from "@/components/states";
import { toastDone, toastProblem } from "@/components/toasts";
import { formatDate, formatDateTime } from "@/i18n/format";
import { account } from "@/i18n/fr/account";

const MY_CALENDAR = "/my-calendar";

/** Whether one's actions can be followed in a calendar; the address itself is told once. */
type MyCalendar = Schema<"MyCalendar">;

/** One's next actions in one's own calendar, by a private address that can be revoked. */
export function CalendarSection() {
  const queries = useQueryClient();
  const [address, setAddress] = useState<string | null>(null);
  const [revoking, setRevoking] = useState(false);
  const [pending, setPending] = useState(false);
  const read = useQuery({
    queryKey: [MY_CALENDAR],
    queryFn: ({ signal }) => call<MyCalendar>("GET", MY_CALENDAR, { signal }),
  });
  const refresh = () => queries.invalidateQueries({ queryKey: [MY_CALENDAR] });
  const create = async () => {
    setPending(true);
    try {
      setAddress((await call<Schema<"CalendarAddress">>("POST", MY_CALENDAR)).url);
    } catch (error) {
      toastProblem(error);
    }
    await refresh();
    setPending(false);
  };
  return (
    <Section title={account.calendar}>
      <Stack align="stretch">
        <Text>{account.calendarIntro}</Text>
        {read.isPending ? <LoadingState lines={2} /> : null}
        {read.isError ? <ErrorState error={read.error} onRetry={() => read.refetch()} /> : null}
        {address ? <Address url={address} /> : null}
        {read.data?.active ? (
          <Text size="sm" c="dimmed">
            {stateOf(read.data)}
          </Text>
        ) : null}
        {read.data ? (
          <Group gap="sm">
            <Button
              variant={read.data.active ? "default" : "filled"}
              loading={pending}
              onClick={create}
            >
              {read.data.active ? account.calendarRenew : account.calendarCreate}
            </Button>
            {read.data.active ? (
              <Button variant="default" onClick={() => setRevoking(true)}>
                {account.calendarRevoke}
              </Button>
            ) : null}
          </Group>
        ) : null}
      </Stack>
      <ConfirmDialog
        opened={revoking}
        danger
        title={account.calendarRevokeTitle}
        confirmLabel={account.calendarRevoke}
        onConfirm={async () => {
          await call<void>("DELETE", MY_CALENDAR);
          setAddress(null);
          toastDone(account.calendarRevoked);
          await refresh();
        }}
        onClose={() => setRevoking(false)}
      >
        {account.calendarRevokeText}
      </ConfirmDialog>
    </Section>
  );
}

const stateOf = ({ created_at: made, last_read_at: seen }: MyCalendar): string =>
  [
    made ? account.calendarSince(formatDate(made)) : null,
    seen ? account.calendarRead(formatDateTime(seen)) : account.calendarNeverRead,
  ]
    .filter(Boolean)
    .join(" ");

/** The address, while it can be copied: it is not told again. */
function Address({ url }: { url: string }) {
  return (
    <Alert color="ochre" role="status">
      <Stack gap="sm">
        <Text size="sm">{account.calendarOnce}</Text>
        <TextInput
          readOnly
          label={account.calendarAddress}
          value={url}
          onFocus={(event) => event.currentTarget.select()}
        />
        <CopyButton value={url}>
          {({ copied, copy }) => (
            <div>
              <Button onClick={copy}>
                {copied ? account.calendarCopied : account.calendarCopy}
              </Button>
            </div>
          )}
        </CopyButton>
      </Stack>
    </Alert>
  );
}
