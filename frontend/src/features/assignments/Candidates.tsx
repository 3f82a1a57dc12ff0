import { Badge, Group, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { useLabelOf } from "@/api/reference";
import { Disclosure } from "@/components/Disclosure";
import { formatList } from "@/i18n/format";
import { assignments } from "@/i18n/fr/assignments";
import classes from "./assignments.module.css";
import { exclusionsOf, rankedOf } from "./candidates";
import type { RoutingCandidate } from "./types";

interface CandidatesProps {
  candidates: readonly RoutingCandidate[];
  chosenId: string | null;
  /** What can be done with a ranked one. */
  action?: (candidate: RoutingCandidate) => ReactNode;
}

/** Everybody whom the engine looked at: the ranked ones in order, the others by reason. */
export function Candidates({ candidates, chosenId, action }: CandidatesProps) {
  const ranked = rankedOf(candidates);
  return (
    <div className={classes.candidates}>
      <Text size="sm" fw={600}>
        {ranked.length === 0 ? assignments.nobodyConsidered : assignments.considered}
      </Text>
      <ol className={classes.ranks}>
        {ranked.map((one) => (
          <li key={one.referent_id} className={classes.rank}>
            <span className={classes.number} aria-hidden>
              {one.rank}
            </span>
            <div className={classes.who}>
              <Group gap="xs">
                <Text size="sm" fw={600}>
                  {one.name}
                </Text>
                {one.referent_id === chosenId ? (
                  <Badge size="sm" color="valley">
                    {assignments.chosen}
                  </Badge>
                ) : null}
              </Group>
              <Text size="xs" c="dimmed">
                {one.partner_name}
              </Text>
              <Text size="sm">{one.sentence}</Text>
              {action?.(one)}
            </div>
          </li>
        ))}
      </ol>
      <Excluded candidates={candidates} />
    </div>
  );
}

function Excluded({ candidates }: { candidates: readonly RoutingCandidate[] }) {
  const label = useLabelOf("routing_exclusions");
  const groups = exclusionsOf(candidates);
  const count = groups.reduce((sum, group) => sum + group.candidates.length, 0);
  if (count === 0) return null;
  return (
    <Disclosure label={assignments.excludedCount(count)}>
      <dl className={classes.excluded}>
        {groups.map((group) => (
          <div key={group.reason}>
            <dt>{label(group.reason)}</dt>
            <dd>{formatList(group.candidates.map(nameOf))}</dd>
          </div>
        ))}
      </dl>
    </Disclosure>
  );
}

/** Who, and how busy when that is the reason. */
const nameOf = (one: RoutingCandidate): string =>
  one.exclusion === "full"
    ? `${one.name} (${assignments.load(one.open_files, one.capacity)})`
    : one.name;

/** Sentences of the lines of the table that applied. */
export function Rules({ rules }: { rules: readonly { key: string; sentence: string }[] }) {
  if (rules.length === 0) return null;
  return (
    <div>
      <Title order={4} size="sm" ff="text" fw={600}>
        {assignments.rules}
      </Title>
      <ul className={classes.rules}>
        {rules.map((rule) => (
          <li key={rule.key}>
            <Text size="sm">{rule.sentence}</Text>
          </li>
        ))}
      </ul>
    </div>
  );
}
