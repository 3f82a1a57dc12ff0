import { Button, Group, Paper, SimpleGrid, Stack, Text, Title } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useState } from "react";
import { useKeysetList } from "@/api/pages";
import { asProblem } from "@/api/problem";
import { useCurrentUser } from "@/api/use-session";
import { ButtonLink } from "@/components/links";
import { MoreButton } from "@/components/MoreButton";
import { PageHeader } from "@/components/PageHeader";
import { EmptyState, ErrorState, LoadingState } from "@/components/states";
import { toastProblem } from "@/components/toasts";
import { formatShortDate } from "@/i18n/format";
import { kitItems } from "@/i18n/fr/kit-items";
import { downloadLatest, formatOf, KIT, type KitItem } from "./api";
import classes from "./kit-items.module.css";

/** What a member of the network may take; whoever is not one reads how to become one. */
export function MemberKit() {
  const list = useKeysetList<KitItem>(KIT);
  const isOutside = list.isError && asProblem(list.error).body.code === "membership_not_active";
  const isEmpty = list.isSuccess && list.items.length === 0;
  return (
    <>
      <PageHeader title={kitItems.title} description={isOutside ? null : kitItems.memberIntro} />
      {list.isPending ? <LoadingState /> : null}
      {isOutside ? <Outside /> : null}
      {list.isError && !isOutside ? (
        <ErrorState error={list.error} onRetry={() => list.refetch()} />
      ) : null}
      {isEmpty ? (
        <EmptyState title={kitItems.memberEmptyTitle}>{kitItems.memberEmptyText}</EmptyState>
      ) : null}
      <SimpleGrid component="ul" cols={{ base: 1, sm: 2, lg: 3 }} className={classes.cards}>
        {list.items.map((item) => (
          <Card key={item.id} item={item} />
        ))}
      </SimpleGrid>
      <MoreButton list={list} />
    </>
  );
}

function Outside() {
  const own = useCurrentUser()?.roles.find((role) => role.employer_id !== null)?.employer_id;
  return (
    <EmptyState
      title={kitItems.outsideTitle}
      action={
        own ? (
          <ButtonLink to="/employeurs/$employerId" params={{ employerId: own }}>
            {kitItems.outsideAction}
          </ButtonLink>
        ) : null
      }
    >
      {kitItems.outsideText}
    </EmptyState>
  );
}

function Card({ item }: { item: KitItem }) {
  const [pending, setPending] = useState(false);
  const file = item.latest;
  const take = async () => {
    setPending(true);
    await downloadLatest(item)
      .catch((error: unknown) => toastProblem(error))
      .finally(() => setPending(false));
  };
  return (
    <Paper component="li" withBorder p="md" className={classes.card}>
      <Stack gap="xs" h="100%">
        <Title order={2} size="h5">
          {item.title}
        </Title>
        {item.description ? <Text className={classes.said}>{item.description}</Text> : null}
        {file ? (
          <Text size="sm" c="dimmed">
            {kitItems.fileShown(formatOf(file), file.size)}
            <br />
            {kitItems.updatedOn(formatShortDate(file.added_at))}
          </Text>
        ) : null}
        {file?.note ? (
          <Text size="sm">
            {kitItems.version(file.number)} : {file.note}
          </Text>
        ) : null}
        <Group mt="auto" pt="xs">
          <Button
            leftSection={<IconDownload size={18} aria-hidden />}
            aria-label={kitItems.downloadOf(item.title)}
            loading={pending}
            onClick={take}
          >
            {kitItems.download}
          </Button>
        </Group>
      </Stack>
    </Paper>
  );
}
