import { Stack, Text } from "@mantine/core";
import { useLabelOf } from "@/api/reference";
import { useMay } from "@/api/use-session";
import { type Column, DataTable } from "@/components/DataTable";
import { Disclosure } from "@/components/Disclosure";
import { AnchorLink } from "@/components/links";
import { Section } from "@/components/Section";
import { unbroken } from "@/i18n/format";
import { reports } from "@/i18n/fr/reports";
import type { Cell, Content, Figure } from "./api";
import classes from "./reports.module.css";
import {
  aims,
  cellText,
  coefficientText,
  evolutionText,
  figureText,
  gapText,
  hides,
  places,
  targetText,
} from "./values";

interface SectionProps {
  content: Content;
  /** Whether figures open the lists behind them. */
  opens?: boolean;
}

/** The figures of a year beside those of the year before, each with what it means. */
export function FiguresSection({ content, opens = false }: SectionProps) {
  const columns: Column<Figure>[] = [
    {
      key: "figure",
      header: reports.figure,
      render: (figure) => <Named figure={figure} content={content} />,
    },
    {
      key: "value",
      header: String(content.year),
      align: "end",
      render: (figure) => <Value figure={figure} year={content.year} opens={opens} />,
    },
    {
      key: "previous",
      header: reports.previous(content.year),
      align: "end",
      render: (figure) => figureText(figure.previous_value, figure.unit),
    },
    { key: "evolution", header: reports.evolution, align: "end", render: evolutionText },
    ...(aims(content) ? aimed(content.year) : []),
  ];
  return (
    <div className={classes.long}>
      <Section title={reports.figures}>
        <Stack>
          {hides(content) ? <Text c="dimmed">{reports.hiddenText}</Text> : null}
          <DataTable
            caption={reports.figures}
            columns={columns}
            rows={content.figures}
            rowKey={({ code }) => code}
          />
        </Stack>
      </Section>
    </div>
  );
}

/** What was aimed at and how far the figure is from it; the year before says its target too. */
const aimed = (year: number): Column<Figure>[] => [
  {
    key: "target",
    header: reports.target,
    align: "end",
    render: (figure) => (
      <>
        {targetText(figure.target, figure.unit)}
        {figure.previous_target === null ? null : (
          <Text size="xs" c="dimmed">
            {reports.previousTarget(year - 1, targetText(figure.previous_target, figure.unit))}
          </Text>
        )}
      </>
    ),
  },
  { key: "gap", header: reports.gap, align: "end", render: gapText },
];

function Value({ figure, year, opens }: { figure: Figure; year: number; opens: boolean }) {
  const mayOpen = useMay("read_prospects");
  const text = figureText(figure.value, figure.unit);
  if (!opens || !mayOpen || !figure.has_files || !figure.value) return text;
  return (
    <AnchorLink
      to="/dossiers"
      search={{ indicator: figure.code, period: String(year), archived: "any" }}
      aria-label={reports.open(text, figure.label, year)}
    >
      {text}
    </AnchorLink>
  );
}

function Named({ figure, content }: { figure: Figure; content: Content }) {
  const unit = useLabelOf("indicator_units");
  const coefficient = content.coefficients.find((one) => one.indicator === figure.code);
  return (
    <>
      <Text fw={600}>{figure.label}</Text>
      <Text size="sm" c="dimmed">
        {unit(figure.unit)}
      </Text>
      <Text size="xs" fw={400} className={classes.onPaper}>
        {unbroken(`${figure.definition}. ${figure.date_rule}`)}
      </Text>
      <Disclosure label={reports.definition} name={reports.definitionOf(figure.label)}>
        <Stack gap="xs" fw={400}>
          <Text size="sm">{unbroken(figure.definition)}</Text>
          <Text size="sm">{unbroken(figure.date_rule)}</Text>
          {coefficient ? (
            <Text size="sm">
              {reports.coefficient(
                coefficientText(coefficient.value),
                coefficient.source,
                coefficient.valid_from,
              )}
            </Text>
          ) : null}
          <div className={classes.parts}>
            <Parts title={reports.byEpci} cells={figure.by_epci} year={content.year} />
            <Parts title={reports.bySource} cells={figure.by_source} year={content.year} />
          </div>
        </Stack>
      </Disclosure>
    </>
  );
}

function Parts({ title, cells, year }: { title: string; cells: readonly Cell[]; year: number }) {
  if (cells.length === 0) return null;
  const aimed = cells.some(({ target }) => target !== null);
  return (
    <table>
      <caption>{title}</caption>
      <thead>
        <tr>
          <th scope="col">{reports.part}</th>
          <td>{year}</td>
          <td>{reports.previous(year)}</td>
          {aimed ? <td>{reports.target}</td> : null}
        </tr>
      </thead>
      <tbody>
        {cells.map((cell) => (
          <tr key={cell.key}>
            <th scope="row">{cell.label}</th>
            <td>{cellText(cell.value, cell.hidden)}</td>
            <td>{cellText(cell.previous_value, cell.previous_hidden)}</td>
            {aimed ? <td>{targetText(cell.target)}</td> : null}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The main figures by EPCI, on the screen and on paper. */
export function PlacesSection({ content }: { content: Content }) {
  const { figures, rows } = places(content);
  if (rows.length === 0) return null;
  const columns: Column<(typeof rows)[number]>[] = [
    { key: "place", header: reports.byEpci, render: ({ label }) => label },
    ...figures.map((figure, index) => ({
      key: figure.code,
      header: figure.label,
      align: "end" as const,
      render: ({ cells }: (typeof rows)[number]) => {
        const cell = cells[index];
        return cell ? cellText(cell.value, cell.hidden) : cellText(0, false);
      },
    })),
  ];
  return (
    <Section title={reports.byEpci}>
      <Text c="dimmed" mb="sm">
        {reports.byEpciIntro}
      </Text>
      <DataTable caption={reports.byEpci} columns={columns} rows={rows} rowKey={({ key }) => key} />
    </Section>
  );
}
