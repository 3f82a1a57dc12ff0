import { Badge, Button, Group, Text } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { type DeviceSession, endSession, listSessions, logoutEverywhere } from "@/api/auth";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import { type Column, DataTable } from "@/components/DataTable";
import { Section } from "@/components/Section";
import { ErrorState, LoadingState } from "@/components/states";
import { toastDone, toastProblem } from "@/components/toasts";
import { formatShortDateTime } from "@/i18n/format";
import { account } from "@/i18n/fr/account";
import { deviceName } from "./device-name";

export const SESSIONS_KEY = ["auth", "sessions"];

/** Where the account is open, and how to close it there. */
export function DeviceSessions() {
  const [asking, setAsking] = useState(false);
  const sessions = useQuery({ queryKey: SESSIONS_KEY, queryFn: listSessions });
  const columns = useSessionColumns();
  const everywhere = (
    <Button variant="default" onClick={() => setAsking(true)}>
      {account.everywhere}
    </Button>
  );
  return (
    <Section title={account.sessions} aside={everywhere} mt="lg">
      <Text mb="sm" c="dimmed">
        {account.sessionsIntro}
      </Text>
      {sessions.isPending ? <LoadingState lines={3} /> : null}
      {sessions.isError ? (
        <ErrorState error={sessions.error} onRetry={() => sessions.refetch()} />
      ) : null}
      {sessions.data ? (
        <DataTable
          caption={account.sessions}
          columns={columns}
          rows={sessions.data}
          rowKey={(device) => device.id}
        />
      ) : null}
      <ConfirmDialog
        opened={asking}
        danger
        title={account.everywhereTitle}
        confirmLabel={account.everywhere}
        onConfirm={logoutEverywhere}
        onClose={() => setAsking(false)}
      >
        {account.everywhereText}
      </ConfirmDialog>
    </Section>
  );
}

function useSessionColumns(): Column<DeviceSession>[] {
  const queries = useQueryClient();
  const end = async (device: DeviceSession) => {
    try {
      await endSession(device.id);
      toastDone(account.sessionEnded);
    } catch (error) {
      toastProblem(error);
    }
    await queries.invalidateQueries({ queryKey: SESSIONS_KEY });
  };
  return [
    { key: "device", header: account.device, render: (device) => deviceName(device.user_agent) },
    {
      key: "used",
      header: account.lastUsed,
      render: (device) => formatShortDateTime(device.last_used_at),
    },
    {
      key: "opened",
      header: account.openedOn,
      render: (device) => formatShortDateTime(device.created_at),
    },
    {
      key: "end",
      header: account.endSession,
      quiet: true,
      align: "end",
      render: (device) =>
        device.current ? (
          <Badge color="valley">{account.currentDevice}</Badge>
        ) : (
          <Group justify="flex-end">
            <Button
              size="compact-sm"
              variant="default"
              aria-label={account.endSessionOf(deviceName(device.user_agent))}
              onClick={() => end(device)}
            >
              {account.endSession}
            </Button>
          </Group>
        ),
    },
  ];
}
