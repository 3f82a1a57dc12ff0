import { Badge, Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { AnchorLink } from "@/components/links";
import { Section } from "@/components/Section";
import type { ProspectSearch } from "@/features/prospects/list/search";
import { formatInteger } from "@/i18n/format";
import { myDay } from "@/i18n/fr/my-day";
import { DAY_PARTS, type DayPart } from "./day";
import classes from "./day.module.css";

/** Id of the heading of a part: an anchor, and where focus goes when a line has left it. */
export const headingOf = (part: DayPart): string =>
  DAY_PARTS.find(({ name }) => name === part)?.id ?? part;

/** Puts focus on the heading of a part, so that the keyboard does not fall back to the page's start. */
export const focusPart = (part: DayPart) => () => document.getElementById(headingOf(part))?.focus();

interface DaySectionProps {
  part: DayPart;
  /** How many there are in all. */
  count: number;
  /** How many are shown. */
  shown: number;
  /** Where the others are. */
  more?: ProspectSearch;
  children: ReactNode;
}

/** One list of the day; empty, it teaches what comes here. */
export function DaySection({ part, count, shown, more, children }: DaySectionProps) {
  const hidden = count - shown;
  return (
    <Section
      title={myDay.parts[part]}
      headingId={headingOf(part)}
      aside={
        count > 0 ? (
          <Badge color={part === "overdue" ? "red" : "gray"} aria-hidden>
            {formatInteger(count)}
          </Badge>
        ) : null
      }
    >
      {shown === 0 ? <Text c="dimmed">{myDay.empty[part]}</Text> : null}
      <Stack gap="md">
        {shown > 0 ? <ul className={classes.list}>{children}</ul> : null}
        {hidden > 0 && more ? (
          <AnchorLink to="/dossiers" search={more} size="sm">
            {myDay.more(hidden)}
          </AnchorLink>
        ) : null}
      </Stack>
    </Section>
  );
}
