import { Anchor, Badge, Group, Text, Title } from "@mantine/core";
import { useLabelOf } from "@/api/reference";
import { AnchorLink } from "@/components/links";
import { Section } from "@/components/Section";
import { formatPhone, formatShortDate } from "@/i18n/format";
import { adviceSheet } from "@/i18n/fr/advice-sheet";
import classes from "./advice-sheet.module.css";
import type { AdviceNeed, AdviceResource, AdviceTheme } from "./api";

/** One theme of the sheet: what was asked and answered, then who helps nearby. */
export function ThemePart({ part }: { part: AdviceTheme }) {
  const theme = useLabelOf("need_themes");
  return (
    <Section title={theme(part.theme)}>
      <ul className={classes.needs}>
        {part.needs.map((need, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a sheet is read only, its needs have no id
          <NeedEntry key={index} need={need} />
        ))}
      </ul>
      <Title order={3} size="h5" mb="xs">
        {adviceSheet.addresses}
      </Title>
      {part.resources.length === 0 ? (
        <Group gap="xs">
          <Text c="dimmed">{adviceSheet.noAddresses}</Text>
          <AnchorLink to="/annuaire" search={{ theme: part.theme }} className="oml-no-print">
            {adviceSheet.complete}
          </AnchorLink>
        </Group>
      ) : (
        <ul className={classes.entries}>
          {part.resources.map((entry) => (
            <ResourceEntry key={`${entry.name} ${entry.territory_name}`} entry={entry} />
          ))}
        </ul>
      )}
    </Section>
  );
}

function NeedEntry({ need }: { need: AdviceNeed }) {
  return (
    <li>
      <Text fw={600} className={classes.lines}>
        {need.description ?? adviceSheet.needs}
      </Text>
      {need.answer ? (
        <Text className={classes.lines}>
          {need.partner_name ? adviceSheet.answeredBy(need.partner_name) : adviceSheet.answered}
          {need.answer}
        </Text>
      ) : null}
      {need.awaited && need.partner_name ? (
        <Text c="dimmed">{adviceSheet.awaited(need.partner_name)}</Text>
      ) : null}
    </li>
  );
}

function ResourceEntry({ entry }: { entry: AdviceResource }) {
  const day = formatShortDate(entry.verified_on);
  return (
    <li className={classes.entry}>
      <Group gap="xs">
        <Text fw={600}>{entry.name}</Text>
        {entry.stale ? <Badge color="ochre">{adviceSheet.stale}</Badge> : null}
      </Group>
      {entry.description ? (
        <Text size="sm" className={classes.lines}>
          {entry.description}
        </Text>
      ) : null}
      {entry.contact_name ? <Text size="sm">{adviceSheet.askFor(entry.contact_name)}</Text> : null}
      {entry.phone ? (
        <Text size="sm">
          <Anchor href={`tel:${entry.phone}`}>{formatPhone(entry.phone)}</Anchor>
        </Text>
      ) : null}
      {entry.email ? (
        <Text size="sm">
          <Anchor href={`mailto:${entry.email}`}>{entry.email}</Anchor>
        </Text>
      ) : null}
      {entry.website ? (
        <Text size="sm">
          <Anchor href={entry.website} target="_blank" rel="noreferrer" className="oml-address">
            {entry.website.replace(/^https?:\/\//, "")}
          </Anchor>
        </Text>
      ) : null}
      <Text size="xs" c="dimmed">
        {entry.stale ? adviceSheet.staleHint(day) : adviceSheet.verified(day)}
      </Text>
    </li>
  );
}
