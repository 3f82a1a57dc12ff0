import { Button, SegmentedControl, Stack, Text } from "@mantine/core";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useKeysetList } from "@/api/pages";
import { useLabelOf } from "@/api/reference";
import { useMay } from "@/api/use-session";
import type { Column } from "@/components/DataTable";
import { ListFrame } from "@/components/ListFrame";
import { AnchorLink } from "@/components/links";
import { PageHeader } from "@/components/PageHeader";
import { ForbiddenState } from "@/components/states";
import { privacyRequests as said } from "@/i18n/fr/privacy-requests";
import { type PrivacyRequest, REQUESTS } from "./api";
import { Due, RequestBadge } from "./DueBadge";
import { NewRequestDialog } from "./NewRequestDialog";
import { requestQuery, SHOWN } from "./search";

const COLUMNS: Column<PrivacyRequest>[] = [
  {
    key: "request",
    header: said.request,
    render: (request) => <KindLink request={request} />,
  },
  { key: "requester", header: said.requester, render: ({ requester_name }) => requester_name },
  {
    key: "file",
    header: said.file,
    render: ({ prospect_id, prospect_number }) =>
      prospect_id === null ? (
        <Text c="dimmed">{said.noFile}</Text>
      ) : (
        <AnchorLink to="/dossiers/$prospectId" params={{ prospectId: prospect_id }}>
          {prospect_number}
        </AnchorLink>
      ),
  },
  { key: "due", header: said.due, render: (request) => <Due request={request} /> },
  { key: "status", header: said.status, render: ({ status }) => <RequestBadge status={status} /> },
];

/** `/administration/demandes`: what people ask for about their data, the most pressing first. */
export function RequestsPage() {
  const may = useMay("manage_privacy_requests");
  const search = useSearch({ from: "/staff/administration/demandes" });
  const navigate = useNavigate();
  const [adding, setAdding] = useState(false);
  const query = { ...requestQuery(search), count: "exact" };
  const list = useKeysetList<PrivacyRequest>(REQUESTS, query, may);
  if (!may) return <ForbiddenState />;
  return (
    <>
      <PageHeader
        title={said.title}
        description={said.intro}
        actions={<Button onClick={() => setAdding(true)}>{said.add}</Button>}
      />
      <ListFrame
        list={list}
        caption={said.caption}
        columns={COLUMNS}
        rowKey={({ id }) => id}
        filtered={search.montrer !== undefined}
        empty={{ title: said.none, text: said.noneText }}
        filters={
          <Stack gap="sm">
            <SegmentedControl
              maw="30rem"
              size="xs"
              aria-label={said.filter}
              value={search.montrer ?? "open"}
              data={SHOWN.map((value) => ({ value, label: said.filters[value] ?? value }))}
              onChange={(value) =>
                void navigate({
                  to: "/administration/demandes",
                  search: value === "late" || value === "all" ? { montrer: value } : {},
                  replace: true,
                })
              }
            />
            <Text size="sm" c="dimmed" role="status">
              {list.total === null ? "" : said.found(list.total)}
            </Text>
          </Stack>
        }
      />
      {adding ? <NewRequestDialog onClose={() => setAdding(false)} /> : null}
    </>
  );
}

function KindLink({ request }: { request: PrivacyRequest }) {
  const kind = useLabelOf("privacy_request_kinds")(request.kind);
  return (
    <AnchorLink
      to="/administration/demandes/$requestId"
      params={{ requestId: request.id }}
      aria-label={said.open(kind, request.requester_name)}
    >
      {kind}
    </AnchorLink>
  );
}
