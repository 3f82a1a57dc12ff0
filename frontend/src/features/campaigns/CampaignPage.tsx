import { Button, Stack, Text } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { useLabelOf } from "@/api/reference";
import { useMay } from "@/api/use-session";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import { PageHeader } from "@/components/PageHeader";
import { Section } from "@/components/Section";
import { ForbiddenState, LoadingState, ProblemPage } from "@/components/states";
import { toastDone, toastProblem } from "@/components/toasts";
import { formatLabels } from "@/i18n/format";
import { campaigns } from "@/i18n/fr/campaigns";
import {
  archiveCampaign,
  CAMPAIGNS,
  type Campaign,
  moveCampaign,
  restoreCampaign,
  useCampaign,
  useRefreshCampaigns,
} from "./api";
import { CampaignBadge } from "./CampaignBadge";
import { CampaignDialog } from "./CampaignDialog";
import classes from "./campaigns.module.css";
import { PhasesSection } from "./PhasesSection";
import { ResultsSection } from "./ResultsSection";
import { SolicitationSection } from "./SolicitationSection";
import { TouchpointsSection } from "./TouchpointsSection";

/** `/campagnes/{id}`: a campaign, its phases, where it meets people, what it brought. */
export function CampaignPage() {
  const may = useMay("read_campaigns");
  const { campaignId } = useParams({ from: "/staff/campagnes/$campaignId" });
  const campaign = useCampaign(campaignId, may);
  if (!may) return <ForbiddenState />;
  if (campaign.isError) {
    return <ProblemPage error={campaign.error} onRetry={() => campaign.refetch()} />;
  }
  if (campaign.data === undefined) return <LoadingState />;
  return <Page campaign={campaign.data} />;
}

function Page({ campaign }: { campaign: Campaign }) {
  const refresh = useRefreshCampaigns();
  const queries = useQueryClient();
  // Shown at once, so that the keyboard finds the page as it will stay; numbers follow.
  const keep = (saved: Campaign) => {
    queries.setQueryData([CAMPAIGNS, saved.id], saved);
    void refresh();
  };
  const mayManage = useMay("manage_campaigns");
  const [open, setOpen] = useState<"edit" | "archive" | "close" | null>(null);
  const done = async (said: string) => {
    toastDone(said);
    await refresh();
  };
  const move = (to: string) =>
    moveCampaign(campaign, to)
      .then(() => done(campaigns.moved))
      .catch((error: unknown) => toastProblem(error));
  return (
    <>
      <PageHeader
        title={campaign.label}
        description={campaigns.dates(campaign.starts_on, campaign.ends_on)}
        actions={
          mayManage ? (
            <Actions
              campaign={campaign}
              onOpen={setOpen}
              onRestored={() => done(campaigns.restored)}
            />
          ) : null
        }
      />
      <Stack gap="lg">
        <Section title={campaigns.standing} aside={<CampaignBadge status={campaign.status} />}>
          <Stack gap="md">
            <Text>{campaigns.standingText[campaign.status]}</Text>
            <Facts campaign={campaign} />
            {campaign.allowed.map((to) => (
              <div key={to}>
                <Button onClick={() => (to === "closed" ? setOpen("close") : void move(to))}>
                  {campaigns.moves[to] ?? to}
                </Button>
              </div>
            ))}
          </Stack>
        </Section>
        <ResultsSection campaign={campaign} />
        <PhasesSection campaign={campaign} onSaved={keep} />
        <TouchpointsSection campaign={campaign} />
        <SolicitationSection campaign={campaign} />
      </Stack>
      {open === "edit" ? (
        <CampaignDialog
          campaign={campaign}
          onClose={() => setOpen(null)}
          onSaved={() => void refresh()}
        />
      ) : null}
      <ConfirmDialog
        opened={open === "archive"}
        title={campaigns.archiveTitle}
        confirmLabel={campaigns.archive}
        onConfirm={async () => {
          await archiveCampaign(campaign);
          await done(campaigns.archived);
        }}
        onClose={() => setOpen(null)}
      >
        {campaigns.archiveText}
      </ConfirmDialog>
      <ConfirmDialog
        opened={open === "close"}
        title={campaigns.closeTitle}
        confirmLabel={campaigns.moves.closed ?? ""}
        onConfirm={() => move("closed")}
        onClose={() => setOpen(null)}
      >
        {campaigns.closeText}
      </ConfirmDialog>
    </>
  );
}

interface ActionsProps {
  campaign: Campaign;
  onOpen: (open: "edit" | "archive") => void;
  onRestored: () => Promise<void>;
}

function Actions({ campaign, onOpen, onRestored }: ActionsProps) {
  if (campaign.archived_at !== null) {
    return (
      <Button
        onClick={() =>
          void restoreCampaign(campaign)
            .then(onRestored)
            .catch((error: unknown) => toastProblem(error))
        }
      >
        {campaigns.restore}
      </Button>
    );
  }
  return (
    <>
      <Button variant="default" onClick={() => onOpen("archive")}>
        {campaigns.archive}
      </Button>
      <Button onClick={() => onOpen("edit")}>{campaigns.edit}</Button>
    </>
  );
}

function Facts({ campaign }: { campaign: Campaign }) {
  const group = useLabelOf("target_groups");
  const { audience, budget_cents } = campaign;
  const rows: [string, ReactNode][] = [
    [campaigns.code, campaign.code],
    [
      campaigns.audience,
      audience.length === 0 ? campaigns.everybody : formatLabels(audience.map(group)),
    ],
    [campaigns.budget, budget_cents === null ? null : campaigns.money(budget_cents)],
    [campaigns.goal, campaign.goal],
  ];
  return (
    <dl className={classes.facts}>
      {rows
        .filter(([, value]) => value)
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className={classes.said}>{value}</dd>
          </div>
        ))}
    </dl>
  );
}
