import { Alert, Anchor, Badge, Button, Group, Stack, Text } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import { Section } from "@/components/Section";
import { SmallButton } from "@/components/SmallButton";
import { ErrorState, LoadingState } from "@/components/states";
import { toastDone, toastProblem } from "@/components/toasts";
import { standDesk as words } from "@/i18n/fr/stand-desk";
import type { Event } from "./api";
import classes from "./events.module.css";
import {
  accessPath,
  closeStand,
  openStand,
  revokeDevice,
  type StandAccess,
  type StandDevice,
  useStandAccess,
} from "./stand-api";

type Asking = { what: "renew" } | { what: "close" } | { what: "revoke"; device: StandDevice };

/** Who may deliver to the stand of an event: its code, and the devices that it let in. */
export function StandAccessSection({ event }: { event: Event }) {
  const access = useStandAccess(event.id);
  const queries = useQueryClient();
  const [code, setCode] = useState<string | null>(null);
  const [asking, setAsking] = useState<Asking | null>(null);
  const refresh = () => queries.invalidateQueries({ queryKey: [accessPath(event.id)] });
  const open = async () => {
    const made = await openStand(event.id);
    setCode(made.code ?? null);
    await refresh();
  };
  return (
    <Section title={words.title}>
      <Stack gap="sm">
        <Text size="sm">{words.intro}</Text>
        {access.isPending ? <LoadingState lines={2} /> : null}
        {access.isError ? (
          <ErrorState error={access.error} onRetry={() => void access.refetch()} />
        ) : null}
        {code === null ? null : (
          <Alert color="valley" title={words.codeTitle} role="alert">
            <Text className={classes.code}>{code}</Text>
            <Text size="sm">{words.codeText}</Text>
            <Anchor href="/stand">{words.openStand}</Anchor>
          </Alert>
        )}
        {access.data ? (
          <Access
            access={access.data}
            mayChange={event.may_change}
            onOpen={() =>
              access.data.is_open
                ? setAsking({ what: "renew" })
                : void open().catch((error: unknown) => toastProblem(error))
            }
            onClose={() => setAsking({ what: "close" })}
            onRevoke={(device) => setAsking({ what: "revoke", device })}
          />
        ) : null}
      </Stack>
      <ConfirmDialog
        opened={asking !== null}
        danger={asking?.what !== "renew"}
        {...textsOf(asking)}
        onConfirm={async () => {
          if (asking?.what === "renew") await open();
          if (asking?.what === "revoke") {
            await revokeDevice(event.id, asking.device);
            toastDone(words.revokedDone);
          }
          if (asking?.what === "close" && access.data) {
            await closeStand(event.id, access.data);
            setCode(null);
            toastDone(words.closedDone);
          }
          await refresh();
        }}
        onClose={() => setAsking(null)}
      >
        {textsOf(asking).text}
      </ConfirmDialog>
    </Section>
  );
}

function textsOf(asking: Asking | null): { title: string; confirmLabel: string; text: string } {
  if (asking?.what === "revoke") {
    const text = words.revokeText(asking.device.label);
    return { title: words.revokeTitle, confirmLabel: words.revoke, text };
  }
  return asking?.what === "close"
    ? { title: words.closeTitle, confirmLabel: words.close, text: words.closeText }
    : { title: words.renewTitle, confirmLabel: words.renew, text: words.renewText };
}

interface AccessProps {
  access: StandAccess;
  mayChange: boolean;
  onOpen: () => void;
  onClose: () => void;
  onRevoke: (device: StandDevice) => void;
}

function Access({ access, mayChange, onOpen, onClose, onRevoke }: AccessProps) {
  return (
    <>
      <Text size="sm">{words.window(access.opens_at, access.closes_at)}</Text>
      <Text size="sm" c="dimmed">
        {access.opened_by_name && access.opened_at
          ? words.openedBy(access.opened_by_name, access.opened_at)
          : words.closed}
      </Text>
      {mayChange ? (
        <Group gap="sm">
          <Button variant={access.is_open ? "default" : "filled"} onClick={onOpen}>
            {access.is_open ? words.renew : words.open}
          </Button>
          {access.is_open ? (
            <Button variant="default" onClick={onClose}>
              {words.close}
            </Button>
          ) : null}
        </Group>
      ) : null}
      <Text fw={600}>{words.devices}</Text>
      {access.devices.length === 0 ? <Text c="dimmed">{words.devicesEmpty}</Text> : null}
      <ul className={classes.list}>
        {access.devices.map((device) => (
          <Group component="li" key={device.id} justify="space-between" align="flex-start">
            <div>
              <Text>{device.label}</Text>
              <Text size="sm" c="dimmed">
                {[words.lastSeen(device.last_seen_at), words.clock(device.clock_offset_ms)]
                  .filter(Boolean)
                  .join(". ")}
              </Text>
            </div>
            {device.revoked_at === null ? (
              <SmallButton
                label={words.revoke}
                name={words.revokeOf(device.label)}
                onClick={() => onRevoke(device)}
              />
            ) : (
              <Badge color="gray">{words.revoked}</Badge>
            )}
          </Group>
        ))}
      </ul>
    </>
  );
}
