import { Group, Text } from "@mantine/core";
import { IconFileText } from "@tabler/icons-react";
import { useState } from "react";
import { useLabelOf } from "@/api/reference";
import { useMay } from "@/api/use-session";
import { ButtonLink } from "@/components/links";
import { household } from "@/i18n/fr/household";
import { removePart } from "../api";
import type { Need, Prospect } from "../types";
import { AskPartner } from "./AskPartner";
import classes from "./household.module.css";
import { NeedDialog } from "./NeedDialog";
import { NeedLine } from "./NeedLine";
import { mayBeAsked } from "./need-asking";
import { Part } from "./Part";
import { AddButton, EditButton, RemoveButton } from "./PartButtons";
import { useChange } from "./use-change";

/** What the household needs besides work, theme by theme: who answers, and what was answered. */
export function NeedsSection({ prospect }: { prospect: Prospect }) {
  const [edited, setEdited] = useState<Need | "new" | null>(null);
  const mayWrite = useMay("write_prospects") && prospect.archived_at === null;
  return (
    <Part
      id="besoins"
      title={household.needs}
      aside={
        <Group gap="xs" className="oml-no-print">
          <ButtonLink
            to="/dossiers/$prospectId/fiche"
            params={{ prospectId: prospect.id }}
            variant="subtle"
            size="compact-md"
            leftSection={<IconFileText size={16} aria-hidden />}
          >
            {household.adviceSheet}
          </ButtonLink>
          {mayWrite ? (
            <AddButton label={household.addNeed} onClick={() => setEdited("new")} />
          ) : null}
        </Group>
      }
    >
      {prospect.needs.length === 0 ? <Text c="dimmed">{household.noNeeds}</Text> : null}
      <ul className={classes.list}>
        {prospect.needs.map((need) => (
          <li key={need.id} className={classes.line}>
            <div className={classes.body}>
              <NeedLine need={need} />
              {mayWrite && mayBeAsked(need) ? (
                <Group mt="xs">
                  <AskPartner prospect={prospect} need={need} />
                </Group>
              ) : null}
            </div>
            {mayWrite ? <LineButtons prospect={prospect} need={need} onEdit={setEdited} /> : null}
          </li>
        ))}
      </ul>
      {edited ? (
        <NeedDialog
          prospect={prospect}
          need={edited === "new" ? null : edited}
          onClose={() => setEdited(null)}
        />
      ) : null}
    </Part>
  );
}

interface LineButtonsProps {
  prospect: Prospect;
  need: Need;
  onEdit: (need: Need) => void;
}

function LineButtons({ prospect, need, onEdit }: LineButtonsProps) {
  const theme = useLabelOf("need_themes");
  const { run } = useChange();
  return (
    <Group gap={0} wrap="nowrap" className="oml-no-print">
      <EditButton label={household.editNeed(theme(need.theme))} onClick={() => onEdit(need)} />
      <RemoveButton
        label={household.removeNeed(theme(need.theme))}
        onClick={() => run(() => removePart(prospect.id, "needs", need), household.removed)}
      />
    </Group>
  );
}
