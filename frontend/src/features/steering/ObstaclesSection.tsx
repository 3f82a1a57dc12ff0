import { Text } from "@mantine/core";
import { useState } from "react";
import { useLabelOf } from "@/api/reference";
import { useMay } from "@/api/use-session";
import { Section } from "@/components/Section";
import { SmallButton } from "@/components/SmallButton";
import { ErrorState, LoadingState } from "@/components/states";
import { steering } from "@/i18n/fr/steering";
import { ActionDialog } from "./ActionDialog";
import { type Group, useObstacles, useRefreshSteering } from "./api";
import classes from "./steering.module.css";

/** What open files tell of the theme of a group; each obstacle opens an action in one press. */
export function ObstaclesSection({ group }: { group: Group }) {
  const manages = useMay("manage_steering") && group.archived_at === null;
  const label = useLabelOf("obstacles");
  const refresh = useRefreshSteering();
  const [title, setTitle] = useState<string | null>(null);
  const read = useObstacles(group.id);
  const files = (count: number | null) => (count === null ? steering.fewer : steering.files(count));
  const told = read.data;
  return (
    <Section title={steering.obstacles}>
      {read.isPending ? <LoadingState lines={2} /> : null}
      {read.isError ? <ErrorState error={read.error} onRetry={() => void read.refetch()} /> : null}
      {told?.obstacles.length === 0 ? <Text c="dimmed">{steering.obstaclesNone}</Text> : null}
      {told && told.obstacles.length > 0 ? (
        <>
          <Text size="sm" c="dimmed" mb="sm">
            {steering.obstaclesIntro} {steering.fewerHint}
          </Text>
          <ul className={classes.list}>
            {told.obstacles.map(({ obstacle, files: count }) => (
              <li key={obstacle} className={classes.row}>
                <Text className={classes.body}>
                  {label(obstacle)} : <strong>{files(count)}</strong>
                </Text>
                {manages ? (
                  <SmallButton
                    label={steering.openAction}
                    name={steering.openActionOf(label(obstacle))}
                    onClick={() => setTitle(steering.actionOn(label(obstacle)))}
                  />
                ) : null}
              </li>
            ))}
            {told.obstacles.length > 1 && told.files !== null ? (
              <li>
                {steering.anyObstacle} : <strong>{files(told.files)}</strong>
              </li>
            ) : null}
          </ul>
        </>
      ) : null}
      {title !== null ? (
        <ActionDialog
          action={null}
          origin={{ working_group_id: group.id }}
          title={title}
          onClose={() => setTitle(null)}
          onSaved={refresh}
        />
      ) : null}
    </Section>
  );
}
