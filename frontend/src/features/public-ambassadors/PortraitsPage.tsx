import { Paper, SimpleGrid, Stack, Text, Title } from "@mantine/core";
import { ButtonLink } from "@/components/links";
import { PageHeader } from "@/components/PageHeader";
import { EmptyState, ErrorState, LoadingState } from "@/components/states";
import { publicAmbassadors as said } from "@/i18n/fr/ambassadors";
import { usePortraits } from "./api";
import classes from "./public-ambassadors.module.css";

/** `/ambassadeurs`: those who agreed to be shown. */
export function PortraitsPage() {
  const list = usePortraits();
  const join = <ButtonLink to="/devenir-ambassadeur">{said.join}</ButtonLink>;
  return (
    <>
      <PageHeader
        title={said.title}
        documentTitle={said.tab}
        description={said.intro}
        actions={join}
      />
      {list.isPending ? <LoadingState lines={6} /> : null}
      {list.isError ? <ErrorState error={list.error} onRetry={() => void list.refetch()} /> : null}
      {list.data?.length === 0 ? (
        <EmptyState title={said.emptyTitle}>{said.emptyText}</EmptyState>
      ) : null}
      <SimpleGrid component="ul" cols={{ base: 1, sm: 2 }} className={classes.list}>
        {(list.data ?? []).map((one) => (
          <Paper
            component="li"
            withBorder
            p="md"
            key={`${one.name} ${one.place} ${one.portrait.slice(0, 40)}`}
          >
            <Stack gap={6}>
              <Title order={2} size="h4">
                {one.name}
              </Title>
              <Text c="dimmed">
                {[one.place, one.is_diaspora ? said.elsewhere : null].filter(Boolean).join(", ")}
              </Text>
              <Text className={classes.portrait}>{one.portrait}</Text>
            </Stack>
          </Paper>
        ))}
      </SimpleGrid>
    </>
  );
}
