import { Badge, Button, Group, Select, SimpleGrid, Stack, Switch, Text } from "@mantine/core";
import { Navigate, useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useKeysetList } from "@/api/pages";
import { useAllTerritories, useLabelOf } from "@/api/reference";
import { useCurrentUser, useMay } from "@/api/use-session";
import { CodeSelect } from "@/components/CodeSelect";
import type { Column } from "@/components/DataTable";
import { ListFrame } from "@/components/ListFrame";
import { AnchorLink } from "@/components/links";
import { PageHeader } from "@/components/PageHeader";
import { SearchBox } from "@/components/SearchBox";
import { ForbiddenState } from "@/components/states";
import { administration } from "@/i18n/fr/administration";
import { employers } from "@/i18n/fr/employers";
import { fields } from "@/i18n/fr/fields";
import { EMPLOYERS, type Employer } from "./api";
import { EmployerDialog } from "./EmployerDialog";
import { MembershipBadge } from "./MembershipBadge";
import { SignUpsSection } from "./SignUpsSection";
import { type EmployerSearch, employerQuery, readEmployerSearch } from "./search";

/** `/employeurs`: who recruits in the Lot, and who is a member of the network. */
export function EmployersPage() {
  const may = useMay("read_employers");
  const mayAdd = useMay("create_employers");
  const mayDecide = useMay("manage_employers");
  const search = useSearch({ from: "/staff/employeurs" });
  const navigate = useNavigate();
  const [adding, setAdding] = useState(false);
  const list = useKeysetList<Employer>(EMPLOYERS, employerQuery(search), may);
  const columns = useColumns();
  const own = useOwnEmployer();
  if (!may) return <ForbiddenState />;
  if (own) return <Navigate to="/employeurs/$employerId" params={{ employerId: own }} replace />;
  const add = mayAdd ? <Button onClick={() => setAdding(true)}>{employers.add}</Button> : null;
  return (
    <>
      <PageHeader title={employers.title} description={employers.intro} actions={add} />
      {mayDecide ? <SignUpsSection /> : null}
      <ListFrame
        list={list}
        caption={employers.title}
        columns={columns}
        rowKey={(employer) => employer.id}
        filtered={Object.keys(search).length > 0}
        empty={{ title: employers.emptyTitle, text: employers.emptyText, action: add }}
        filters={
          <Stack gap="sm">
            <Filters search={search} />
            <Text size="sm" c="dimmed" role="status">
              {list.total === null ? "" : employers.results(list.total)}
            </Text>
          </Stack>
        }
      />
      {adding ? (
        <EmployerDialog
          employer={null}
          onClose={() => setAdding(false)}
          onSaved={({ id }) =>
            void navigate({ to: "/employeurs/$employerId", params: { employerId: id } })
          }
        />
      ) : null}
    </>
  );
}

/** The one employer on whose behalf this person acts, when that is all they do here. */
function useOwnEmployer(): string | null {
  const roles = useCurrentUser()?.roles ?? [];
  const [only] = roles;
  return roles.length === 1 && only?.role === "employer" ? only.employer_id : null;
}

function useColumns(): Column<Employer>[] {
  const kind = useLabelOf("employer_kinds");
  return [
    {
      key: "name",
      header: employers.name,
      render: (employer) => (
        <Stack gap={2}>
          <Group gap="xs">
            <AnchorLink to="/employeurs/$employerId" params={{ employerId: employer.id }}>
              {employer.name}
            </AnchorLink>
            {employer.archived_at ? (
              <Badge color="gray">{administration.archivedBadge}</Badge>
            ) : null}
          </Group>
          {employer.activity_label ? (
            <Text size="sm" c="dimmed" fw={400}>
              {employer.activity_label}
            </Text>
          ) : null}
        </Stack>
      ),
    },
    { key: "kind", header: employers.kind, render: (employer) => kind(employer.kind) },
    { key: "commune", header: employers.commune, render: (employer) => employer.commune_name },
    {
      key: "membership",
      header: employers.membership,
      render: (employer) => <MembershipBadge status={employer.membership_status} />,
    },
  ];
}

function Filters({ search }: { search: EmployerSearch }) {
  const { data } = useAllTerritories();
  const change = useSearchChange();
  const epcis = (data ?? []).filter((one) => one.kind === "epci");
  return (
    <search>
      <Stack gap="sm">
        <SimpleGrid cols={{ base: 1, xs: 2, md: 4 }}>
          <SearchBox
            label={employers.search}
            placeholder={employers.searchPlaceholder}
            value={search.q ?? ""}
            onChange={(q) => change({ q: q || undefined }, true)}
          />
          <CodeSelect
            list="employer_kinds"
            label={employers.kind}
            clearable
            value={search.kind ?? null}
            onChange={(kind) => change({ kind: kind ?? undefined })}
          />
          <Select
            label={employers.territory}
            data={epcis.map(({ code, name }) => ({ value: code, label: name }))}
            clearable
            clearButtonProps={{ "aria-label": fields.clear }}
            placeholder={fields.choose}
            value={search.territory ?? null}
            onChange={(territory) => change({ territory: territory ?? undefined })}
          />
          <CodeSelect
            list="membership_statuses"
            label={employers.membership}
            clearable
            value={search.membership ?? null}
            onChange={(membership) => change({ membership: membership ?? undefined })}
          />
        </SimpleGrid>
        <Switch
          label={employers.archivedToo}
          checked={search.archived ?? false}
          onChange={(event) => change({ archived: event.currentTarget.checked || undefined })}
        />
      </Stack>
    </search>
  );
}

/** Changes the address, keeping what is not mentioned; typing does not fill the history. */
function useSearchChange() {
  const navigate = useNavigate();
  return (
    part: { [Name in keyof EmployerSearch]: EmployerSearch[Name] | undefined },
    replace = false,
  ) =>
    void navigate({
      to: "/employeurs",
      search: (now: object) => readEmployerSearch({ ...now, ...part }),
      replace,
      resetScroll: false,
    });
}
