import { Button, Group, SimpleGrid, Stack, Text } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useKeysetList } from "@/api/pages";
import { useLabelOf, useTerritoryName } from "@/api/reference";
import { useMay } from "@/api/use-session";
import { CodeSelect } from "@/components/CodeSelect";
import type { Column } from "@/components/DataTable";
import { DateField } from "@/components/DateField";
import { ExportMenu } from "@/components/ExportMenu";
import { ListFrame } from "@/components/ListFrame";
import { AnchorLink, ButtonLink } from "@/components/links";
import { PageHeader } from "@/components/PageHeader";
import { SearchBox } from "@/components/SearchBox";
import { Section } from "@/components/Section";
import { ForbiddenState } from "@/components/states";
import { TerritorySelect } from "@/components/TerritorySelect";
import { today } from "@/i18n/format";
import { invitations, ambassadors as said } from "@/i18n/fr/ambassadors";
import { endowments } from "@/i18n/fr/endowments";
import { AmbassadorBadge } from "./AmbassadorBadge";
import { AmbassadorDialog } from "./AmbassadorDialog";
import { AMBASSADORS, type Ambassador, LETTER, useCounts, useLetterCounts } from "./api";
import { type AmbassadorSearch, ambassadorQuery, readAmbassadorSearch } from "./search";

const FORMATS = [
  { label: said.csv, query: { profile: "rfc4180" }, ending: "csv" },
  { label: said.excel, query: { profile: "excel-fr" }, ending: "csv" },
] as const;

/** `/reseau-ambassadeurs`: the directory, the applications to read, the stock and the newsletter. */
export function AmbassadorsPage() {
  const may = useMay("read_ambassadors");
  const manages = useMay("manage_ambassadors");
  const search = useSearch({ from: "/staff/reseau-ambassadeurs" });
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [adding, setAdding] = useState(false);
  if (!may) return <ForbiddenState />;
  const add = manages ? <Button onClick={() => setAdding(true)}>{said.add}</Button> : null;
  const catalogue = (
    <ButtonLink to="/reseau-ambassadeurs/dotations" variant="default">
      {endowments.link}
    </ButtonLink>
  );
  const actions = manages ? (
    <>
      <ExportMenu
        label={said.export}
        hint={said.exportHint}
        done={said.exported}
        path={`${AMBASSADORS}/export`}
        query={ambassadorQuery(search)}
        name={`ambassadeurs-${today()}`}
        formats={FORMATS}
      />
      <ButtonLink to="/reseau-ambassadeurs/invitations" variant="default">
        {invitations.link}
      </ButtonLink>
      {catalogue}
      {add}
    </>
  ) : (
    catalogue
  );
  return (
    <>
      <PageHeader title={said.title} description={said.intro} actions={actions} />
      <Figures />
      <AmbassadorList search={search} add={add} />
      {adding ? (
        <AmbassadorDialog
          ambassador={null}
          onClose={() => setAdding(false)}
          onSaved={async ({ id }) => {
            await queries.invalidateQueries({ queryKey: [AMBASSADORS] });
            await navigate({
              to: "/reseau-ambassadeurs/$ambassadorId",
              params: { ambassadorId: id },
            });
          }}
        />
      ) : null}
    </>
  );
}

/** The stock at a day, and the newsletter. */
function Figures() {
  const mayCount = useMay("count_ambassadors");
  const mayLetter = useMay("manage_newsletter");
  const [on, setOn] = useState<string | null>(today());
  const counts = useCounts(on, mayCount);
  const letter = useLetterCounts(mayLetter);
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }} mb="lg">
      {mayCount ? (
        <Section title={said.stock}>
          <Group align="flex-end" justify="space-between">
            <DateField label={said.stockOn} value={on} onChange={setOn} maxDate={today()} />
            <div role="status">
              {counts.data ? (
                <>
                  <Text fw={600}>{said.stockText(counts.data.active, counts.data.on)}</Text>
                  <Text size="sm" c="dimmed">
                    {[said.paused(counts.data.paused), said.review(counts.data.applicants)].join(
                      ", ",
                    )}
                  </Text>
                </>
              ) : null}
            </div>
          </Group>
        </Section>
      ) : null}
      {mayLetter ? (
        <Section title={said.letter}>
          <Group align="flex-end" justify="space-between">
            <Text fw={600}>{letter.data ? said.letterText(letter.data.confirmed) : ""}</Text>
            <ExportMenu
              label={said.exportLetter}
              hint={said.letterHint}
              done={said.exported}
              path={`${LETTER}/export`}
              query={{}}
              name={`lettre-${today()}`}
              formats={FORMATS}
            />
          </Group>
        </Section>
      ) : null}
    </SimpleGrid>
  );
}

function AmbassadorList({ search, add }: { search: AmbassadorSearch; add: React.ReactNode }) {
  const list = useKeysetList<Ambassador>(AMBASSADORS, {
    ...ambassadorQuery(search),
    count: "exact",
  });
  const columns = useColumns();
  return (
    <ListFrame
      list={list}
      caption={said.title}
      columns={columns}
      rowKey={(one) => one.id}
      filtered={Object.keys(search).length > 0}
      empty={{ title: said.emptyTitle, text: said.emptyText, action: add }}
      filters={
        <Stack gap="sm">
          <Filters search={search} />
          <Text size="sm" c="dimmed" role="status">
            {list.total === null ? "" : said.results(list.total)}
          </Text>
        </Stack>
      }
    />
  );
}

function useColumns(): Column<Ambassador>[] {
  const kind = useLabelOf("ambassador_kinds");
  return [
    {
      key: "name",
      header: said.name,
      render: (one) => (
        <AnchorLink to="/reseau-ambassadeurs/$ambassadorId" params={{ ambassadorId: one.id }}>
          {one.display_name}
        </AnchorLink>
      ),
    },
    {
      key: "place",
      header: said.place,
      render: (one) => (one.home ? said.elsewhere(one.home) : one.commune_name),
    },
    { key: "kinds", header: said.kinds, render: (one) => one.kinds.map(kind).join(", ") },
    {
      key: "status",
      header: said.status,
      render: (one) => <AmbassadorBadge status={one.status} />,
    },
  ];
}

type Part = { [Name in keyof AmbassadorSearch]: AmbassadorSearch[Name] | undefined };

const CHOICES = [
  ["status", "ambassador_statuses", said.status],
  ["kind", "ambassador_kinds", said.kind],
  ["commitment", "ambassador_commitments", said.commitment],
  ["interest", "ambassador_interests", said.interest],
  ["language", "languages", said.language],
] as const;

function Filters({ search }: { search: AmbassadorSearch }) {
  const navigate = useNavigate();
  const territory = useTerritoryName();
  // Changes the address, keeping what is not mentioned; typing does not fill the history.
  const change = (part: Part, replace = false) =>
    void navigate({
      to: "/reseau-ambassadeurs",
      search: (now: object) => readAmbassadorSearch({ ...now, ...part }),
      replace,
      resetScroll: false,
    });
  const code = search.territory;
  return (
    <search>
      <SimpleGrid cols={{ base: 1, xs: 2, md: 4 }}>
        <SearchBox
          label={said.search}
          placeholder={said.searchPlaceholder}
          value={search.q ?? ""}
          onChange={(q) => change({ q: q || undefined }, true)}
        />
        {CHOICES.map(([name, list, label]) => (
          <CodeSelect
            key={name}
            list={list}
            label={label}
            clearable
            value={search[name] ?? null}
            onChange={(value) => change({ [name]: value ?? undefined })}
          />
        ))}
        <TerritorySelect
          label={said.territory}
          value={code ? { code, name: territory(code) } : null}
          onChange={(chosen) => change({ territory: chosen?.code })}
        />
      </SimpleGrid>
    </search>
  );
}
