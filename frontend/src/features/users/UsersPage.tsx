import { Badge, Button, Group, SimpleGrid, Stack, Text } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { useKeysetList } from "@/api/pages";
import { useLabelOf } from "@/api/reference";
import { useMay } from "@/api/use-session";
import { CodeSelect } from "@/components/CodeSelect";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import type { Column } from "@/components/DataTable";
import { ListFrame } from "@/components/ListFrame";
import { ButtonLink } from "@/components/links";
import { PageHeader } from "@/components/PageHeader";
import { SearchField } from "@/components/SearchField";
import { ForbiddenState } from "@/components/states";
import { toastDone, toastProblem } from "@/components/toasts";
import { formatShortDateTime } from "@/i18n/format";
import { breach } from "@/i18n/fr/accesses";
import { administration, users } from "@/i18n/fr/administration";
import { common } from "@/i18n/fr/common";
import { moveUser, nameOf, resendInvitation, USERS_PATH, type User } from "./api";
import { useGrantText } from "./grant-text";
import { UserDialog } from "./UserDialog";

type Open = { user: User | null; as: "edit" | "disable" };

/** Staff accounts and what each may see. */
export function UsersPage() {
  const may = useMay("manage_users");
  const queries = useQueryClient();
  const [q, setQ] = useState("");
  const [role, setRole] = useState<string | null>(null);
  const [status, setStatus] = useState<string | null>(null);
  const [open, setOpen] = useState<Open | null>(null);
  const list = useKeysetList<User>(USERS_PATH, { q, role, status }, may);
  const refresh = () => queries.invalidateQueries({ queryKey: [USERS_PATH] });
  const run = (action: Promise<unknown>, done: string) =>
    action
      .then(() => toastDone(done))
      .catch((error: unknown) => toastProblem(error))
      .finally(refresh);
  const columns = useColumns((user) => (
    <Actions
      user={user}
      onOpen={setOpen}
      onResend={() => run(resendInvitation(user), users.resent)}
      onReactivate={() => run(moveUser(user, "active"), users.reactivated)}
    />
  ));
  if (!may) return <ForbiddenState />;
  const invite = (
    <Button onClick={() => setOpen({ user: null, as: "edit" })}>{users.invite}</Button>
  );
  return (
    <>
      <PageHeader title={users.title} description={users.intro} actions={invite} />
      <ListFrame
        list={list}
        caption={users.title}
        columns={columns}
        rowKey={(user) => user.id}
        filtered={q !== "" || role !== null || status !== null}
        empty={{ title: users.emptyTitle, text: users.emptyText }}
        filters={
          <SimpleGrid cols={{ base: 1, sm: 3 }} style={{ alignItems: "end" }}>
            <SearchField onSearch={setQ} />
            <CodeSelect list="roles" label={users.role} clearable value={role} onChange={setRole} />
            <CodeSelect
              list="user_statuses"
              label={users.status}
              clearable
              value={status}
              onChange={setStatus}
            />
          </SimpleGrid>
        }
      />
      {open?.as === "edit" ? (
        <UserDialog user={open.user} onClose={() => setOpen(null)} onSaved={refresh} />
      ) : null}
      <ConfirmDialog
        opened={open?.as === "disable"}
        danger
        title={users.disableTitle(open?.user ? nameOf(open.user) : "")}
        confirmLabel={users.disable}
        onConfirm={async () => {
          if (open?.user) await moveUser(open.user, "disabled");
          toastDone(users.disabled);
          await refresh();
        }}
        onClose={() => setOpen(null)}
      >
        {users.disableText}
      </ConfirmDialog>
    </>
  );
}

const COLORS: Record<string, string> = { invited: "ochre", active: "valley" };

function useColumns(actions: (user: User) => ReactNode): Column<User>[] {
  const status = useLabelOf("user_statuses");
  const grantText = useGrantText();
  return [
    {
      key: "name",
      header: users.name,
      render: (user) => (
        <Stack gap={0}>
          {nameOf(user)}
          <Text size="sm" c="dimmed">
            {user.email}
          </Text>
        </Stack>
      ),
    },
    {
      key: "status",
      header: users.status,
      render: (user) => <Badge color={COLORS[user.status] ?? "gray"}>{status(user.status)}</Badge>,
    },
    {
      key: "grants",
      header: users.grants,
      render: (user) =>
        user.grants.length === 0 ? administration.nobody : user.grants.map(grantText).join(" ; "),
    },
    {
      key: "factor",
      header: users.secondFactor,
      render: (user) => (user.totp_enabled ? common.yes : common.no),
    },
    {
      key: "login",
      header: users.lastLogin,
      render: (user) =>
        user.last_login_at ? formatShortDateTime(user.last_login_at) : users.never,
    },
    { key: "actions", header: common.actions, quiet: true, align: "end", render: actions },
  ];
}

interface ActionsProps {
  user: User;
  onOpen: (open: Open) => void;
  onResend: () => void;
  onReactivate: () => void;
}

function Actions({ user, onOpen, onResend, onReactivate }: ActionsProps) {
  const name = nameOf(user);
  const button = { size: "compact-sm", variant: "default" } as const;
  return (
    <Group justify="flex-end" gap="xs">
      {user.status === "invited" ? (
        <Button {...button} aria-label={users.resendOf(name)} onClick={onResend}>
          {users.resend}
        </Button>
      ) : null}
      <Button
        {...button}
        aria-label={administration.editOf(name)}
        onClick={() => onOpen({ user, as: "edit" })}
      >
        {common.edit}
      </Button>
      <ButtonLink
        {...button}
        aria-label={breach.openOf(name)}
        to="/administration/utilisateurs/$userId/consultations"
        params={{ userId: user.id }}
      >
        {breach.open}
      </ButtonLink>
      {user.status === "disabled" ? (
        <Button {...button} aria-label={users.reactivateOf(name)} onClick={onReactivate}>
          {users.reactivate}
        </Button>
      ) : (
        <Button
          {...button}
          aria-label={users.disableOf(name)}
          onClick={() => onOpen({ user, as: "disable" })}
        >
          {users.disable}
        </Button>
      )}
    </Group>
  );
}
