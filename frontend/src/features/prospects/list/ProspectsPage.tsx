import { Alert, Button, Group, Select, Stack, Text, TextInput } from "@mantine/core";
import { useDebouncedCallback, useDisclosure } from "@mantine/hooks";
import { IconAdjustmentsHorizontal, IconPlus, IconSearch } from "@tabler/icons-react";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useId, useState } from "react";
import { useKeysetList } from "@/api/pages";
import { useLabelOf } from "@/api/reference";
import { useMay } from "@/api/use-session";
import { DataTable } from "@/components/DataTable";
import { ButtonLink } from "@/components/links";
import { PageHeader } from "@/components/PageHeader";
import { EmptyState, LoadingState, ProblemPage } from "@/components/states";
import { periodName } from "@/features/dashboards/period";
import { common } from "@/i18n/fr/common";
import { prospects } from "@/i18n/fr/prospects";
import { PROSPECTS } from "../api";
import type { ProspectSummary } from "../types";
import { useProspectColumns } from "./columns";
import { ExportMenu } from "./ExportMenu";
import { FilterPanel } from "./FilterPanel";
import classes from "./list.module.css";
import { SavedViews } from "./SavedViews";
import { StatusChips } from "./StatusChips";
import {
  DEFAULT_SORT,
  filterCount,
  listQuery,
  type ProspectSearch,
  readProspectSearch,
  SORTS,
} from "./search";

/** `/dossiers`: every file of one's scope, narrowed by what stands in the address. */
export function ProspectsPage() {
  const search = useSearch({ from: "/staff/dossiers" });
  const change = useSearchChange();
  const list = useKeysetList<ProspectSummary>(PROSPECTS, { ...listQuery(search), count: "exact" });
  const columns = useProspectColumns();
  const mayWrite = useMay("write_prospects");
  const mayExport = useMay("export_prospects");
  if (list.isError && list.items.length === 0) {
    return <ProblemPage error={list.error} onRetry={() => list.refetch()} />;
  }
  return (
    <>
      <PageHeader
        title={prospects.title}
        description={prospects.description}
        actions={
          <>
            {mayExport ? <ExportMenu search={search} /> : null}
            {mayWrite ? <NewFileButton /> : null}
          </>
        }
      />
      <div className={classes.layout}>
        <SavedViews search={search} />
        <Stack gap="md">
          <Counted search={search} />
          <Tools search={search} onChange={change} />
          <StatusChips
            search={search}
            onChange={(status) => change({ status: status.length > 0 ? status : undefined })}
          />
          <Text size="sm" c="dimmed" role="status">
            {list.total === null ? "" : prospects.results(list.total)}
          </Text>
          {list.isPending ? <LoadingState lines={8} /> : null}
          {list.isSuccess && list.items.length === 0 ? <NothingFound search={search} /> : null}
          {list.items.length > 0 ? (
            <DataTable
              caption={prospects.caption}
              columns={columns}
              rows={list.items}
              rowKey={(file) => file.id}
            />
          ) : null}
          {list.hasNextPage ? (
            <Group justify="center">
              <Button
                variant="default"
                loading={list.isFetchingNextPage}
                onClick={() => list.fetchNextPage()}
              >
                {common.loadMore}
              </Button>
            </Group>
          ) : null}
        </Stack>
      </div>
    </>
  );
}

/** Says which figure of the dashboard opened the list: these files, as they were counted. */
function Counted({ search: { indicator, period } }: { search: ProspectSearch }) {
  const labelOf = useLabelOf("indicators");
  if (indicator === undefined || period === undefined) return null;
  return <Alert color="gray">{prospects.countedIn(labelOf(indicator), periodName(period))}</Alert>;
}

/** Changes the address, keeping what is not mentioned; typing does not fill the history. */
function useSearchChange() {
  const navigate = useNavigate();
  return (part: Partial<ProspectSearch>, replace = false) =>
    void navigate({
      to: "/dossiers",
      search: (now: object) => ({ ...readProspectSearch({ ...now }), ...part }),
      replace,
      resetScroll: false,
    });
}

interface ToolsProps {
  search: ProspectSearch;
  onChange: (part: Partial<ProspectSearch>, replace?: boolean) => void;
}

function Tools({ search, onChange }: ToolsProps) {
  const [opened, panel] = useDisclosure(false);
  const panelId = useId();
  const count = filterCount(search);
  return (
    <Stack gap="sm">
      <search className={`${classes.tools} oml-no-print`}>
        <SearchBox value={search.q ?? ""} onChange={(q) => onChange({ q: q || undefined }, true)} />
        <Select
          label={prospects.sort}
          allowDeselect={false}
          data={SORTS.map((value) => ({ value, label: prospects.sorts[value] ?? value }))}
          value={search.sort ?? DEFAULT_SORT}
          onChange={(sort) =>
            onChange({ sort: sort === DEFAULT_SORT ? undefined : (sort ?? undefined) })
          }
        />
        <Button
          variant="default"
          leftSection={<IconAdjustmentsHorizontal size={18} aria-hidden />}
          aria-expanded={opened}
          aria-controls={opened ? panelId : undefined}
          onClick={panel.toggle}
        >
          {prospects.filters(count)}
        </Button>
        {count > 0 ? (
          <ButtonLink to="/dossiers" search={search.q ? { q: search.q } : {}} variant="subtle">
            {prospects.clearFilters}
          </ButtonLink>
        ) : null}
      </search>
      {opened ? <FilterPanel id={panelId} search={search} onChange={onChange} /> : null}
    </Stack>
  );
}

/** Asks the server only once the person pauses; follows the address when it changes elsewhere. */
function SearchBox({ value, onChange }: { value: string; onChange: (q: string) => void }) {
  const [typed, setTyped] = useState(value);
  const later = useDebouncedCallback(onChange, 300);
  useEffect(() => setTyped(value), [value]);
  return (
    <TextInput
      className={classes.search}
      type="search"
      label={prospects.search}
      placeholder={prospects.searchPlaceholder}
      leftSection={<IconSearch size={18} aria-hidden />}
      value={typed}
      data-page-search
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        later(event.currentTarget.value.trim());
      }}
    />
  );
}

function NewFileButton() {
  return (
    <ButtonLink to="/dossiers/nouveau" leftSection={<IconPlus size={18} aria-hidden />}>
      {prospects.newFile}
    </ButtonLink>
  );
}

function NothingFound({ search }: { search: ProspectSearch }) {
  const mayWrite = useMay("write_prospects");
  const narrowed = search.q !== undefined || filterCount(search) > 0;
  return narrowed ? (
    <EmptyState title={prospects.nothingTitle}>{prospects.nothing}</EmptyState>
  ) : (
    <EmptyState title={prospects.emptyTitle} action={mayWrite ? <NewFileButton /> : null}>
      {prospects.empty}
    </EmptyState>
  );
}
