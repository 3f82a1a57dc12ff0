import { Text } from "@mantine/core";
import { useLabelOf } from "@/api/reference";
import { Section } from "@/components/Section";
import { formatPhone } from "@/i18n/format";
import { duplicates as said } from "@/i18n/fr/duplicates";
import type { Comparison, Side } from "./api";
import type { Which } from "./choices";
import classes from "./duplicates.module.css";

/** Who is in each file, and who becomes one person. */
export function SidePeople({ pair, kept }: { pair: Comparison; kept: Which }) {
  const same = new Set(
    pair.same_people.flatMap(({ first_id, second_id }) => [first_id, second_id]),
  );
  return (
    <Section title={said.people}>
      <div className={classes.pair}>
        {(["first", "second"] as const).map((which) => (
          <div key={which}>
            <Text fw={600}>{pair[which].number}</Text>
            <ul className={classes.members}>
              {pair[which].members.map((member) => (
                <Person
                  key={member.id}
                  member={member}
                  isSame={same.has(member.id)}
                  joins={which !== kept}
                />
              ))}
            </ul>
          </div>
        ))}
      </div>
      <Text size="sm" c="dimmed" mt="sm">
        {said.childrenHint}
      </Text>
    </Section>
  );
}

interface PersonProps {
  member: Side["members"][number];
  isSame: boolean;
  joins: boolean;
}

function Person({ member, isSame, joins }: PersonProps) {
  const role = useLabelOf("member_roles");
  const band = useLabelOf("age_bands");
  const isChild = member.role === "child";
  return (
    <li>
      <Text size="sm">
        {isChild
          ? [said.child, member.age_band ? band(member.age_band) : null].filter(Boolean).join(", ")
          : [member.name || said.nobody, role(member.role)].join(", ")}
      </Text>
      {member.email || member.phone ? (
        <Text size="sm">
          {[member.email, member.phone ? formatPhone(member.phone) : null]
            .filter(Boolean)
            .join(" · ")}
        </Text>
      ) : null}
      {isSame ? (
        <Text size="sm" c="dimmed">
          {said.samePerson}
        </Text>
      ) : joins && !isChild ? (
        <Text size="sm" c="dimmed">
          {said.joins}
        </Text>
      ) : null}
    </li>
  );
}
