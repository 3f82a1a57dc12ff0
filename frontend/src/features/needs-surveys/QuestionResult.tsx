import { Stack, Table, Text, Title, VisuallyHidden } from "@mantine/core";
import { formatInteger, formatPercent } from "@/i18n/format";
import { needsSurveys } from "@/i18n/fr/needs-surveys";
import type { QuestionSummary } from "./api";
import classes from "./needs-surveys.module.css";

const decimal = new Intl.NumberFormat("fr-FR", { maximumFractionDigits: 2 });

interface QuestionResultProps {
  result: QuestionSummary;
  position: number;
}

/** What was answered to one question: figures in a table, bars that repeat them, texts as they are. */
export function QuestionResult({ result, position }: QuestionResultProps) {
  const { question, answered, counts, numbers, mean, texts } = result;
  return (
    <section>
      <Title order={3} size="h5">
        {position}. {question.label}
      </Title>
      <Text size="sm" c="dimmed" mb="xs">
        {answered === 0 ? needsSurveys.noAnswer : needsSurveys.answersTo(answered)}
      </Text>
      {counts.length > 0 && answered > 0 ? (
        <Counts title={question.label} counts={counts} answered={answered} />
      ) : null}
      {mean === null ? null : <Text mt="xs">{needsSurveys.mean(decimal.format(mean))}</Text>}
      {numbers ? <Numbers numbers={numbers} unit={question.unit} /> : null}
      {texts.length > 0 ? <Texts texts={texts} /> : null}
    </section>
  );
}

interface CountsProps {
  title: string;
  counts: QuestionSummary["counts"];
  answered: number;
}

function Counts({ title, counts, answered }: CountsProps) {
  const most = Math.max(1, ...counts.map(({ count }) => count));
  return (
    <Table className={classes.table} captionSide="top" withRowBorders={false} verticalSpacing={4}>
      <caption>
        <VisuallyHidden>{title}</VisuallyHidden>
      </caption>
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">{needsSurveys.choice}</Table.Th>
          <Table.Th scope="col" className={classes.figure} ta="end">
            {needsSurveys.count}
          </Table.Th>
          <Table.Th scope="col" className={classes.figure} ta="end">
            {needsSurveys.share}
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {counts.map(({ value, label, count }) => (
          <Table.Tr key={value}>
            <Table.Th scope="row" fw={400}>
              {label}
              <div
                aria-hidden
                className={classes.bar}
                style={{ width: `${(count / most) * 100}%` }}
              />
            </Table.Th>
            <Table.Td ta="end">{formatInteger(count)}</Table.Td>
            <Table.Td ta="end">{formatPercent(count / answered)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

interface NumbersProps {
  numbers: NonNullable<QuestionSummary["numbers"]>;
  unit: string | null;
}

function Numbers({ numbers, unit }: NumbersProps) {
  const lines: [string, number][] = [
    [needsSurveys.sum, numbers.sum],
    [needsSurveys.smallest, numbers.min],
    [needsSurveys.median, numbers.median],
    [needsSurveys.largest, numbers.max],
  ];
  return (
    <dl className={classes.figures}>
      {lines.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{needsSurveys.withUnit(decimal.format(value), unit)}</dd>
        </div>
      ))}
    </dl>
  );
}

function Texts({ texts }: { texts: QuestionSummary["texts"] }) {
  return (
    <ul className={classes.list}>
      {texts.map(({ employer_name, text }) => (
        <li key={`${employer_name} ${text}`}>
          <Stack gap={2}>
            <Text className={classes.said}>{text}</Text>
            <Text size="sm" c="dimmed">
              {employer_name}
            </Text>
          </Stack>
        </li>
      ))}
    </ul>
  );
}
