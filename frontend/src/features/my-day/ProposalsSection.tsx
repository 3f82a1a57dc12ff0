import { Stack, Text } from "@mantine/core";
import { IconClock } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useLabelOf } from "@/api/reference";
import { Disclosure } from "@/components/Disclosure";
import { LoadingState } from "@/components/states";
import { AnswerButtons } from "@/features/assignments/AnswerButtons";
import { ExplanationPanel } from "@/features/assignments/ExplanationPanel";
import { HandoverNote } from "@/features/assignments/HandoverNote";
import { prospectQuery } from "@/features/prospects/api";
import { answerSentence } from "@/i18n/deadline";
import { assignments } from "@/i18n/fr/assignments";
import { myDay } from "@/i18n/fr/my-day";
import { DaySection, focusPart } from "./DaySection";
import classes from "./day.module.css";
import { FileText } from "./FileText";
import type { DayProposal } from "./types";

/** Files proposed to this person: why, until when, and the two answers. */
export function ProposalsSection({ items, count }: { items: DayProposal[]; count: number }) {
  return (
    <DaySection part="to_accept" count={count} shown={items.length}>
      {items.map((item) => (
        <li key={item.assignment_id} className={classes.line}>
          <Proposal item={item} />
        </li>
      ))}
    </DaySection>
  );
}

function Proposal({ item }: { item: DayProposal }) {
  const role = useLabelOf("referent_roles");
  const { prospect } = item;
  return (
    <>
      <FileText file={prospect}>
        <Stack gap="xs" mt={4}>
          <Text size="sm" c="dimmed">
            {myDay.role(role(item.role))}
          </Text>
          {item.sentence ? <Text>{item.sentence}</Text> : null}
          {item.handover_note ? <HandoverNote note={item.handover_note} from={null} /> : null}
          {item.accept_due_at ? <Due at={item.accept_due_at} late={item.overdue} /> : null}
          <Disclosure
            label={assignments.whyYou}
            name={assignments.whyOf(assignments.whyYou, prospect.lead_name)}
          >
            <Why prospectId={prospect.id} assignmentId={item.assignment_id} />
          </Disclosure>
        </Stack>
      </FileText>
      <AnswerButtons
        prospectId={prospect.id}
        assignmentId={item.assignment_id}
        about={prospect.lead_name}
        accepted={assignments.accepted(prospect.lead_name)}
        onDone={focusPart("to_accept")}
      />
    </>
  );
}

/** The deadline in words; late ones are said so, not only coloured. */
function Due({ at, late }: { at: string; late: boolean }) {
  return (
    <Text size="sm" fw={600} className={classes.due} data-late={late || undefined}>
      <IconClock size={16} aria-hidden />
      {answerSentence(at)}
    </Text>
  );
}

/** The whole explanation, read with the file when somebody asks for it. */
function Why({ prospectId, assignmentId }: { prospectId: string; assignmentId: string }) {
  const file = useQuery(prospectQuery(prospectId));
  if (file.isPending) return <LoadingState lines={3} />;
  const found = file.data?.assignments.find((one) => one.id === assignmentId);
  if (!found?.explanation) return <Text size="sm">{myDay.explanationGone}</Text>;
  return <ExplanationPanel explanation={found.explanation} referentId={found.referent_id} />;
}
