import { Button, Group, Stack, Switch, Text } from "@mantine/core";
import { useState } from "react";
import { useLabelOf } from "@/api/reference";
import { AnchorLink, ButtonLink } from "@/components/links";
import { Section } from "@/components/Section";
import { SmallButton } from "@/components/SmallButton";
import { ErrorState, LoadingState } from "@/components/states";
import { toastDone, toastProblem } from "@/components/toasts";
import { campaigns } from "@/i18n/fr/campaigns";
import { common } from "@/i18n/fr/common";
import {
  archiveTouchpoint,
  type Campaign,
  restoreTouchpoint,
  type Touchpoint,
  useRefreshCampaigns,
  useTouchpoints,
} from "./api";
import classes from "./campaigns.module.css";
import { TouchpointDialog } from "./TouchpointDialog";

/** Where a campaign meets people: what is printed there, and how often it was followed. */
export function TouchpointsSection({ campaign }: { campaign: Campaign }) {
  const points = useTouchpoints(campaign.id);
  const refresh = useRefreshCampaigns();
  const [open, setOpen] = useState<{ point: Touchpoint | null } | null>(null);
  const [withArchived, setWithArchived] = useState(false);
  const all = points.data ?? [];
  const shown = all.filter((point) => withArchived || point.archived_at === null);
  const put = (deed: Promise<unknown>, said: string) =>
    void deed
      .then(() => toastDone(said))
      .then(refresh)
      .catch((error: unknown) => toastProblem(error));
  return (
    <Section
      title={campaigns.touchpoints}
      aside={
        <Group gap="sm" className="oml-no-print">
          {all.some((point) => point.archived_at === null) ? (
            <ButtonLink
              variant="default"
              to="/campagnes/$campaignId/affiches"
              params={{ campaignId: campaign.id }}
              search={{ format: "a5" }}
            >
              {campaigns.printAll}
            </ButtonLink>
          ) : null}
          {campaign.may_change ? (
            <Button variant="default" onClick={() => setOpen({ point: null })}>
              {campaigns.addTouchpoint}
            </Button>
          ) : null}
        </Group>
      }
    >
      <Stack gap="md">
        {points.isPending ? <LoadingState lines={3} /> : null}
        {points.isError ? (
          <ErrorState error={points.error} onRetry={() => void points.refetch()} />
        ) : null}
        {points.isSuccess && all.length === 0 ? (
          <Text c="dimmed">{campaigns.noTouchpoints}</Text>
        ) : null}
        <ul className={classes.list}>
          {shown.map((point) => (
            <Group component="li" key={point.id} justify="space-between" align="flex-start">
              <PointText campaign={campaign} point={point} />
              <Group gap="xs" className="oml-no-print">
                {point.archived_at === null ? (
                  <AnchorLink
                    to="/campagnes/$campaignId/affiches"
                    params={{ campaignId: campaign.id }}
                    search={{ format: "a5", point: point.id }}
                    aria-label={campaigns.printOf(point.label)}
                  >
                    {campaigns.print}
                  </AnchorLink>
                ) : null}
                {campaign.may_change && point.archived_at === null ? (
                  <>
                    <SmallButton
                      label={common.edit}
                      name={campaigns.editOf(point.label)}
                      onClick={() => setOpen({ point })}
                    />
                    <SmallButton
                      label={campaigns.archive}
                      name={campaigns.archiveOf(point.label)}
                      onClick={() => put(archiveTouchpoint(point), campaigns.touchpointArchived)}
                    />
                  </>
                ) : null}
                {campaign.may_change && point.archived_at !== null ? (
                  <SmallButton
                    label={campaigns.restore}
                    name={campaigns.restoreOf(point.label)}
                    onClick={() => put(restoreTouchpoint(point), campaigns.touchpointRestored)}
                  />
                ) : null}
              </Group>
            </Group>
          ))}
        </ul>
        {all.some((point) => point.archived_at !== null) ? (
          <Switch
            label={campaigns.showArchivedPoints}
            checked={withArchived}
            onChange={(event) => setWithArchived(event.currentTarget.checked)}
          />
        ) : null}
      </Stack>
      {open ? (
        <TouchpointDialog
          campaign={campaign}
          point={open.point}
          onClose={() => setOpen(null)}
          onSaved={refresh}
        />
      ) : null}
    </Section>
  );
}

function PointText({ campaign, point }: { campaign: Campaign; point: Touchpoint }) {
  const kind = useLabelOf("touchpoint_kinds");
  const phase = campaign.phases.find(({ id }) => id === point.phase_id);
  const more = [kind(point.kind), point.commune_name, point.place, phase?.label];
  return (
    <Stack gap={2} flex="1 1 14rem">
      <Text fw={600}>{point.label}</Text>
      <Text size="sm" c="dimmed">
        {more.filter(Boolean).join(" · ")}
      </Text>
      <Text size="sm" className={classes.address}>
        {point.address}
      </Text>
      <Text size="sm">{campaigns.visitCount(point.visits)}</Text>
    </Stack>
  );
}
