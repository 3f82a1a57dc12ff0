import { Button, Text } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { AnchorLink } from "@/components/links";
import { toastProblem } from "@/components/toasts";
import { formatDaysFromNow } from "@/i18n/format";
import { myDay } from "@/i18n/fr/my-day";
import { MY_DAY, markSeen } from "./api";
import { DaySection, focusPart } from "./DaySection";
import classes from "./day.module.css";
import type { DayMention } from "./types";

/** Notes in which a colleague called this person. */
export function MentionsSection({ items, count }: { items: DayMention[]; count: number }) {
  const queries = useQueryClient();
  const [pending, setPending] = useState<string | null>(null);
  const see = async (mention: DayMention) => {
    setPending(mention.mention_id);
    await markSeen(mention.mention_id).catch(toastProblem);
    await queries.invalidateQueries({ queryKey: [MY_DAY] });
    setPending(null);
  };
  return (
    <DaySection part="mentions" count={count} shown={items.length}>
      {items.map((mention) => (
        <li key={mention.mention_id} className={classes.line}>
          <div className={classes.body}>
            <AnchorLink
              to="/dossiers/$prospectId"
              params={{ prospectId: mention.prospect_id }}
              hash="echanges"
              fw={600}
              underline="hover"
              onClick={() => void see(mention)}
            >
              {mention.lead_name}
            </AnchorLink>
            <Text size="xs" c="dimmed">
              {myDay.mentionBy(mention.author_name, formatDaysFromNow(mention.created_at))}
            </Text>
            <Text size="sm" className={classes.excerpt}>
              {mention.excerpt}
            </Text>
          </div>
          <Button
            size="compact-sm"
            variant="default"
            loading={pending === mention.mention_id}
            aria-label={myDay.seenOf(mention.author_name, mention.lead_name)}
            onClick={() => see(mention).then(focusPart("mentions"))}
          >
            {myDay.seen}
          </Button>
        </li>
      ))}
    </DaySection>
  );
}
