import { Text } from "@mantine/core";
import { useKeysetList } from "@/api/pages";
import { useLabelOf } from "@/api/reference";
import type { Schema } from "@/api/types";
import { Disclosure } from "@/components/Disclosure";
import { MoreButton } from "@/components/MoreButton";
import { ErrorState, LoadingState } from "@/components/states";
import { accesses as said } from "@/i18n/fr/accesses";
import classes from "./accesses.module.css";

type Access = Schema<"Access">;

/** Who looked at a file or took it away, newest first; read only when somebody asks. */
export function Accesses({ prospectId }: { prospectId: string }) {
  return (
    <Disclosure label={said.show}>
      <List path={`/prospects/${prospectId}/accesses`} />
    </Disclosure>
  );
}

function List({ path }: { path: string }) {
  const list = useKeysetList<Access>(path);
  return (
    <>
      <Text size="sm" c="dimmed" mb="xs">
        {said.intro}
      </Text>
      {list.isPending ? <LoadingState lines={2} /> : null}
      {list.isError ? <ErrorState error={list.error} onRetry={() => list.refetch()} /> : null}
      {list.isSuccess && list.items.length === 0 ? <Text c="dimmed">{said.none}</Text> : null}
      <ol className={classes.list} aria-label={said.title}>
        {list.items.map((access) => (
          <li key={access.id} className={classes.line}>
            <Line access={access} />
          </li>
        ))}
      </ol>
      <MoreButton list={list} />
    </>
  );
}

function Line({ access }: { access: Access }) {
  const role = useLabelOf("roles");
  const name = access.actor_id === null ? said.erased : access.actor_label;
  const who = [...access.roles.map(role), ...access.partners].join(", ");
  return (
    <>
      <Text size="sm">
        <strong>{name}</strong> {said.actions[access.action] ?? access.action}
      </Text>
      <Text size="xs" c="dimmed">
        {[said.when(access.at), who].filter(Boolean).join(" · ")}
      </Text>
    </>
  );
}
