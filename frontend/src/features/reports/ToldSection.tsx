import { Stack, Text } from "@mantine/core";
import { useCodes, useLabelOf } from "@/api/reference";
import { type Column, DataTable } from "@/components/DataTable";
import { Section } from "@/components/Section";
import { SmallButton } from "@/components/SmallButton";
import { formatInteger } from "@/i18n/format";
import { reports } from "@/i18n/fr/reports";
import type { Content, Told } from "./api";
import { coefficientText, valueText } from "./values";

interface ToldSectionProps {
  content: Content;
  /** Lets the reader say why a figure differs. */
  onExplain?: (told: Told) => void;
}

/** What was told to the press beside what the files say. */
export function ToldSection({ content, onExplain }: ToldSectionProps) {
  const unit = useLabelOf("indicator_units");
  const columns: Column<Told>[] = [
    { key: "told", header: reports.told, render: (told) => <Source told={told} /> },
    {
      key: "figure",
      header: reports.toldValue,
      align: "end",
      render: ({ approximate, figure }) =>
        approximate ? reports.about(formatInteger(figure)) : formatInteger(figure),
    },
    {
      key: "recomputed",
      header: reports.recomputed,
      align: "end",
      render: (told) => (
        <>
          {valueText(told.recomputed)}
          {told.recomputed === null || told.recomputed_unit === null ? null : (
            <Text size="sm" c="dimmed">
              {unit(told.recomputed_unit)}
            </Text>
          )}
        </>
      ),
    },
    { key: "gap", header: reports.gap, render: (told) => <Gap told={told} /> },
  ];
  if (onExplain) {
    columns.push({
      key: "explain",
      header: reports.explain,
      quiet: true,
      render: (told) =>
        told.gap === "same" ? null : (
          <SmallButton
            label={reports.explain}
            name={reports.explainOf(told.label)}
            onClick={() => onExplain(told)}
          />
        ),
    });
  }
  return (
    <Section title={reports.press}>
      <Text c="dimmed" mb="sm">
        {content.published_figures.length > 0 ? reports.pressIntro : reports.pressNone}
      </Text>
      {content.published_figures.length > 0 ? (
        <DataTable
          caption={reports.press}
          columns={columns}
          rows={content.published_figures}
          rowKey={({ key }) => key}
        />
      ) : null}
    </Section>
  );
}

function Source({ told }: { told: Told }) {
  const when = reports.heldFor(told.from_year, told.as_of);
  return (
    <>
      <Text>{told.label}</Text>
      <Text size="sm" c="dimmed" fw={400}>
        {when}, {told.document}
      </Text>
    </>
  );
}

function Gap({ told }: { told: Told }) {
  const label = useLabelOf("figure_gaps");
  const reason = useCodes("figure_gaps").data?.find(({ code }) => code === told.gap);
  return (
    <Stack gap={2}>
      <Text fw={600}>{label(told.gap)}</Text>
      {told.gap === "coefficient" && told.families !== null && told.coefficient !== null ? (
        <Text size="sm">
          {reports.multiplied(told.families, coefficientText(told.coefficient))}
        </Text>
      ) : null}
      <Text size="sm" c="dimmed">
        {told.note ?? reason?.description ?? ""}
      </Text>
      {told.judged ? (
        <Text size="sm" c="dimmed">
          {reports.personSaid}
        </Text>
      ) : null}
    </Stack>
  );
}
