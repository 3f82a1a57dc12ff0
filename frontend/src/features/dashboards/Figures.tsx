import { Group, Stack, Text, VisuallyHidden } from "@mantine/core";
import { TargetBar } from "@/components/charts/TargetBar";
import { Disclosure } from "@/components/Disclosure";
import { AnchorLink } from "@/components/links";
import { Section } from "@/components/Section";
import { formatNumber } from "@/i18n/format";
import { dashboards as said } from "@/i18n/fr/dashboards";
import classes from "./dashboards.module.css";
import { periodName } from "./period";
import type { Dashboard, Figure } from "./types";
import { comparison, gapText, valueText } from "./words";

/** Few numbers first: each with the year before, its target and the files behind it. */
export function Figures({ data }: { data: Dashboard }) {
  return (
    <Section title={said.figures}>
      <ul className={classes.figures}>
        {data.figures.map((figure) => (
          <Card key={figure.code} figure={figure} data={data} />
        ))}
      </ul>
    </Section>
  );
}

function Card({ figure, data }: { figure: Figure; data: Dashboard }) {
  const { label, unit, value } = figure;
  const moved = comparison(figure, periodName(data.previous_period));
  return (
    <Stack component="li" gap={6} className={classes.card} data-figure={figure.code}>
      <Text fw={600} id={`figure-${figure.code}`}>
        {label}
      </Text>
      <p className={classes.value} data-value>
        {value === null ? <Nothing /> : valueText(value, unit)}
      </p>
      {moved ? <Text size="sm">{moved}</Text> : null}
      <Aim figure={figure} />
      <Group gap="sm" className="oml-no-print">
        <Disclosure label={said.definition} name={said.definitionOf(label)}>
          <Text size="sm">{figure.definition}</Text>
          {figure.coefficient ? (
            <Text size="sm">
              {said.coefficient(formatNumber(figure.coefficient.value), figure.coefficient.source)}
            </Text>
          ) : null}
        </Disclosure>
        {figure.opens_list && value ? (
          <AnchorLink
            to="/dossiers"
            search={{ indicator: figure.code, period: data.period, archived: "any" }}
            size="sm"
            aria-label={said.openListOf(label)}
          >
            {said.openList}
          </AnchorLink>
        ) : null}
      </Group>
    </Stack>
  );
}

function Nothing() {
  return (
    <>
      <span aria-hidden>{said.nothing}</span>
      <VisuallyHidden>{said.nothingName}</VisuallyHidden>
    </>
  );
}

function Aim({ figure: { target, gap, value, unit } }: { figure: Figure }) {
  if (target === null) return null;
  return (
    <div>
      <Text size="sm">
        {said.target(valueText(target, unit))}
        {gap === null ? null : ` · ${gapText(gap, unit)}`}
      </Text>
      {value === null ? null : <TargetBar achieved={value} target={target} />}
    </div>
  );
}
