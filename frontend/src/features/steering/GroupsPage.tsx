import { Badge, Button, Paper, Group as Row, Stack, Switch, Text, Title } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useKeysetList } from "@/api/pages";
import { useLabelOf } from "@/api/reference";
import { useMay } from "@/api/use-session";
import { AnchorLink } from "@/components/links";
import { MoreButton } from "@/components/MoreButton";
import { PageHeader } from "@/components/PageHeader";
import { EmptyState, ErrorState, ForbiddenState, LoadingState } from "@/components/states";
import { steering } from "@/i18n/fr/steering";
import { GROUPS, type Group } from "./api";
import { GroupDialog } from "./GroupDialog";
import { SteeringTabs } from "./SteeringTabs";
import classes from "./steering.module.css";

/** `/pilotage/groupes`: the working groups by name. */
export function GroupsPage() {
  const may = useMay("read_steering");
  const manages = useMay("manage_steering");
  const navigate = useNavigate();
  const [withArchived, setWithArchived] = useState(false);
  const [adding, setAdding] = useState(false);
  const list = useKeysetList<Group>(GROUPS, withArchived ? { archived: "any" } : {}, may);
  if (!may) return <ForbiddenState />;
  const add = manages ? <Button onClick={() => setAdding(true)}>{steering.addGroup}</Button> : null;
  return (
    <>
      <PageHeader title={steering.groups} description={steering.intro} actions={add} />
      <SteeringTabs />
      <Switch
        mb="md"
        label={steering.showArchived}
        checked={withArchived}
        onChange={(event) => setWithArchived(event.currentTarget.checked)}
      />
      {list.isPending ? <LoadingState /> : null}
      {list.isError ? <ErrorState error={list.error} onRetry={() => void list.refetch()} /> : null}
      {list.isSuccess && list.items.length === 0 ? (
        <EmptyState title={steering.noGroups} action={add}>
          {steering.noGroupsText}
        </EmptyState>
      ) : null}
      <Stack component="ul" className={classes.list}>
        {list.items.map((group) => (
          <Card key={group.id} group={group} />
        ))}
      </Stack>
      <MoreButton list={list} />
      {adding ? (
        <GroupDialog
          group={null}
          onClose={() => setAdding(false)}
          onSaved={({ id }) =>
            void navigate({ to: "/pilotage/groupes/$groupId", params: { groupId: id } })
          }
        />
      ) : null}
    </>
  );
}

function Card({ group }: { group: Group }) {
  const theme = useLabelOf("working_group_themes");
  return (
    <Paper component="li" withBorder p="md">
      <Row justify="space-between" align="flex-start">
        <Title order={2} size="h4">
          <AnchorLink to="/pilotage/groupes/$groupId" params={{ groupId: group.id }}>
            {group.name}
          </AnchorLink>
        </Title>
        <Row gap={4}>
          <Badge color="gray">{theme(group.theme)}</Badge>
          {group.archived_at === null ? null : <Badge color="gray">{steering.archived}</Badge>}
        </Row>
      </Row>
      <Text className={classes.said}>{group.mission}</Text>
      <Text size="sm" c="dimmed">
        {[group.pilot_name, steering.memberCount(group.members.length)].filter(Boolean).join(" · ")}
      </Text>
    </Paper>
  );
}
