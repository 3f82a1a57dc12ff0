import { Alert, Anchor, Button, FileButton, List, Stack, Text } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useKeysetList } from "@/api/pages";
import { asProblem, type Problem } from "@/api/problem";
import { useLabelOf } from "@/api/reference";
import { useMay } from "@/api/use-session";
import type { Column } from "@/components/DataTable";
import { ListFrame } from "@/components/ListFrame";
import { PageHeader } from "@/components/PageHeader";
import { ProblemAlert } from "@/components/ProblemAlert";
import { ForbiddenState } from "@/components/states";
import { formatInteger } from "@/i18n/format";
import { publishedFigures as said } from "@/i18n/fr/published-figures";
import { reports } from "@/i18n/fr/reports";
import { FIGURES, type FiguresImport, importFigures, type PublishedFigure } from "./api";

/** A table to start from, for those who have none. */
const MODEL =
  "key,label,figure,unit,approximate,indicator,from_year,as_of,document,url\n" +
  "2025-familles,Familles installées depuis 2018,400,family,yes,families_settled,2018,2024,Dossier de presse,\n";

/** `/bilans/chiffres-publies`: what the programme told the press, and its import. */
export function PublishedFiguresPage() {
  const may = useMay("read_reports");
  const mayManage = useMay("manage_reports");
  const columns = useColumns();
  const list = useKeysetList<PublishedFigure>(FIGURES, { sort: "-as_of", count: "exact" }, may);
  const imported = useImport();
  if (!may) return <ForbiddenState />;
  const action = mayManage ? (
    <FileButton accept=".csv,text/csv" onChange={(file) => file && void imported.send(file)}>
      {(button) => (
        <Button {...button} loading={imported.busy}>
          {said.import}
        </Button>
      )}
    </FileButton>
  ) : null;
  return (
    <>
      <PageHeader title={said.title} description={said.intro} actions={action} />
      {mayManage ? <Model /> : null}
      <ProblemAlert problem={imported.failed} />
      {imported.done ? <Outcome done={imported.done} /> : null}
      <ListFrame
        list={list}
        caption={said.title}
        columns={columns}
        rowKey={({ id }) => id}
        filtered={false}
        empty={{ title: said.emptyTitle, text: said.emptyText, action }}
        filters={
          <Text size="sm" c="dimmed" role="status">
            {list.total === null ? "" : said.results(list.total)}
          </Text>
        }
      />
    </>
  );
}

function useImport() {
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [done, setDone] = useState<FiguresImport | null>(null);
  const [failed, setFailed] = useState<Problem | null>(null);
  const send = async (file: File) => {
    setBusy(true);
    setDone(null);
    setFailed(null);
    try {
      setDone(await importFigures(file));
      await queries.invalidateQueries({ queryKey: [FIGURES] });
    } catch (error) {
      setFailed(asProblem(error));
    } finally {
      setBusy(false);
    }
  };
  return { busy, done, failed, send };
}

function useColumns(): Column<PublishedFigure>[] {
  const gap = useLabelOf("figure_gaps");
  return [
    { key: "label", header: reports.told, render: ({ label }) => label },
    {
      key: "figure",
      header: reports.toldValue,
      align: "end",
      render: ({ approximate, figure }) =>
        approximate ? reports.about(formatInteger(figure)) : formatInteger(figure),
    },
    {
      key: "as_of",
      header: said.asOf,
      render: ({ from_year, as_of }) => reports.heldFor(from_year, as_of),
    },
    {
      key: "document",
      header: said.document,
      render: ({ document, url }) => (url ? <Anchor href={url}>{document}</Anchor> : document),
    },
    {
      key: "reason",
      header: reports.gapReason,
      render: ({ reason, note }) => (
        <>
          {reason ? gap(reason) : said.computed}
          {note ? (
            <Text size="sm" c="dimmed">
              {note}
            </Text>
          ) : null}
        </>
      ),
    },
  ];
}

function Model() {
  return (
    <Text size="sm" c="dimmed" mb="md">
      {said.hint}{" "}
      <Anchor
        inherit
        href={`data:text/csv;charset=utf-8,${encodeURIComponent(MODEL)}`}
        download="chiffres-publies.csv"
      >
        {said.model}
      </Anchor>
    </Text>
  );
}

function Outcome({ done }: { done: FiguresImport }) {
  const refused = done.refused.length;
  return (
    <Alert
      mb="md"
      role="status"
      color={refused > 0 ? "ochre" : "valley"}
      title={said.outcome(done.accepted, done.read)}
    >
      {refused === 0 ? (
        said.allIn
      ) : (
        <Stack gap="xs">
          <Text>{said.someOut(refused)}</Text>
          <List size="sm">
            {done.refused.map(({ line, code, column }) => (
              <List.Item key={line}>{said.refusedLine(line, code, column)}</List.Item>
            ))}
          </List>
        </Stack>
      )}
    </Alert>
  );
}
