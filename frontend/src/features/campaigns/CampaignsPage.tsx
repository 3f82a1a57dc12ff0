import { Button, SimpleGrid, Stack, Switch, Text } from "@mantine/core";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useKeysetList } from "@/api/pages";
import { useMay } from "@/api/use-session";
import { CodeSelect } from "@/components/CodeSelect";
import type { Column } from "@/components/DataTable";
import { ListFrame } from "@/components/ListFrame";
import { AnchorLink } from "@/components/links";
import { PageHeader } from "@/components/PageHeader";
import { SearchBox } from "@/components/SearchBox";
import { ForbiddenState } from "@/components/states";
import { campaigns } from "@/i18n/fr/campaigns";
import { CAMPAIGNS, type Campaign } from "./api";
import { CampaignBadge } from "./CampaignBadge";
import { CampaignDialog } from "./CampaignDialog";
import { type CampaignSearch, campaignQuery, readCampaignSearch } from "./search";
import { UndeclaredSection } from "./UndeclaredSection";

const COLUMNS: Column<Campaign>[] = [
  {
    key: "label",
    header: campaigns.name,
    render: (campaign) => (
      <Stack gap={2}>
        <AnchorLink to="/campagnes/$campaignId" params={{ campaignId: campaign.id }}>
          {campaign.label}
        </AnchorLink>
        <Text size="sm" c="dimmed" fw={400}>
          {campaign.code}
        </Text>
      </Stack>
    ),
  },
  {
    key: "when",
    header: campaigns.when,
    render: ({ starts_on, ends_on }) => campaigns.dates(starts_on, ends_on),
  },
  {
    key: "phases",
    header: campaigns.phases,
    render: ({ phases }) => campaigns.phaseCount(phases.length),
  },
  {
    key: "status",
    header: campaigns.status,
    render: ({ status, archived_at }) => (
      <>
        <CampaignBadge status={status} />
        {archived_at === null ? null : <Text size="sm">{campaigns.archived}</Text>}
      </>
    ),
  },
];

/** `/campagnes`: the campaigns of the programme, and those that files name without any being declared. */
export function CampaignsPage() {
  const may = useMay("read_campaigns");
  const mayManage = useMay("manage_campaigns");
  const search = useSearch({ from: "/staff/campagnes" });
  const navigate = useNavigate();
  const list = useKeysetList<Campaign>(CAMPAIGNS, campaignQuery(search), may);
  const [adding, setAdding] = useState(false);
  if (!may) return <ForbiddenState />;
  const add = mayManage ? <Button onClick={() => setAdding(true)}>{campaigns.add}</Button> : null;
  return (
    <>
      <PageHeader title={campaigns.title} description={campaigns.intro} actions={add} />
      <Stack gap="lg">
        <ListFrame
          list={list}
          caption={campaigns.title}
          columns={COLUMNS}
          rowKey={(campaign) => campaign.id}
          filtered={Object.keys(search).length > 0}
          empty={{ title: campaigns.emptyTitle, text: campaigns.emptyText, action: add }}
          filters={
            <Stack gap="sm">
              <Filters search={search} />
              <Text size="sm" c="dimmed" role="status">
                {list.total === null ? "" : campaigns.results(list.total)}
              </Text>
            </Stack>
          }
        />
        {mayManage ? <UndeclaredSection /> : null}
      </Stack>
      {adding ? (
        <CampaignDialog
          campaign={null}
          onClose={() => setAdding(false)}
          onSaved={({ id }) =>
            void navigate({ to: "/campagnes/$campaignId", params: { campaignId: id } })
          }
        />
      ) : null}
    </>
  );
}

function Filters({ search }: { search: CampaignSearch }) {
  const navigate = useNavigate();
  const change = (part: Record<string, unknown>, replace = false) =>
    void navigate({
      to: "/campagnes",
      search: (now: object) => readCampaignSearch({ ...now, ...part }),
      replace,
      resetScroll: false,
    });
  return (
    <search>
      <Stack gap="sm">
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <SearchBox
            label={campaigns.search}
            placeholder={campaigns.searchPlaceholder}
            value={search.q ?? ""}
            onChange={(q) => change({ q: q || undefined }, true)}
          />
          <CodeSelect
            list="campaign_statuses"
            label={campaigns.status}
            clearable
            value={search.status ?? null}
            onChange={(status) => change({ status: status ?? undefined })}
          />
        </SimpleGrid>
        <Switch
          label={campaigns.showArchived}
          checked={search.archived ?? false}
          onChange={(event) => change({ archived: event.currentTarget.checked || undefined })}
        />
      </Stack>
    </search>
  );
}
