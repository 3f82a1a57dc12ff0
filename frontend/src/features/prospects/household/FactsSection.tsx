import { Button } from "@mantine/core";
import { IconPencil } from "@tabler/icons-react";
import { type ReactNode, useState } from "react";
import { useLabelOf } from "@/api/reference";
import { useMay } from "@/api/use-session";
import { AnchorLink } from "@/components/links";
import { foreignCountry } from "@/i18n/countries";
import { formatLabels, formatList } from "@/i18n/format";
import { common } from "@/i18n/fr/common";
import { household } from "@/i18n/fr/household";
import type { Prospect } from "../types";
import { FactsDialog } from "./FactsDialog";
import classes from "./household.module.css";
import { Part } from "./Part";

const words = household.factsLabels;

/** The household's project, facts first; blanks are not shown but can be filled. */
export function FactsSection({ prospect }: { prospect: Prospect }) {
  const [editing, setEditing] = useState(false);
  const mayWrite = useMay("write_prospects") && prospect.archived_at === null;
  const edit = mayWrite ? (
    <Button
      variant="default"
      size="compact-md"
      leftSection={<IconPencil size={16} aria-hidden />}
      aria-label={household.editFacts}
      onClick={() => setEditing(true)}
    >
      {common.edit}
    </Button>
  ) : null;
  return (
    <Part id="projet" title={household.facts} aside={edit}>
      <dl className={classes.facts}>
        {useLines(prospect).map(([label, value, wide]) => (
          <div key={label} className={wide ? classes.wide : undefined}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {editing ? <FactsDialog prospect={prospect} onClose={() => setEditing(false)} /> : null}
    </Part>
  );
}

function useLines(prospect: Prospect): [string, ReactNode, boolean?][] {
  const label = useFactLabels();
  const territories = prospect.territory_indifferent
    ? [household.indifferent]
    : prospect.wished_territories.map((one) => one.name);
  const home = [prospect.postal_code, prospect.city, foreignCountry(prospect.country)];
  const event = prospect.event_id;
  const lines: [string, ReactNode, boolean?][] = [
    [words.project_types, formatLabels(prospect.project_types.map(label.project_types))],
    [words.wished_territories, formatList(territories)],
    [words.horizon, prospect.horizon && label.horizon(prospect.horizon)],
    [words.maturity, prospect.maturity && label.maturity(prospect.maturity)],
    [words.housing_wish, prospect.housing_wish && label.housing_wish(prospect.housing_wish)],
    [
      words.household_kind,
      prospect.household_kind && label.household_kind(prospect.household_kind),
    ],
    [words.city, home.filter(Boolean).join(" ")],
    [words.lot_link, prospect.lot_link && label.lot_link(prospect.lot_link)],
    [words.motives, formatLabels(prospect.motives.map(label.motives))],
    [words.obstacles, formatLabels(prospect.obstacles.map(label.obstacles))],
    [words.target_group, prospect.target_group && label.target_group(prospect.target_group)],
    [words.language, prospect.language && label.language(prospect.language)],
    [words.source_detail, prospect.source_detail],
    [words.campaign, origin(prospect)],
    [
      words.event,
      event && (
        <AnchorLink to="/calendrier/$eventId" params={{ eventId: event }}>
          {household.seeEvent}
        </AnchorLink>
      ),
    ],
    [words.housing_comment, prospect.housing_comment, true],
    [words.message, prospect.message, true],
  ];
  return lines.filter(([, value]) => Boolean(value));
}

/** Where the file comes from: the campaign by its name, its phase, its touchpoint; else what the file says. */
function origin({ attribution, campaign }: Prospect): string | null {
  if (attribution === null) return campaign;
  const { campaign_label, phase_label, touchpoint_label } = attribution;
  return [campaign_label, phase_label, touchpoint_label].filter(Boolean).join(", ");
}

/** Labels of every coded fact. */
export function useFactLabels() {
  return {
    project_types: useLabelOf("project_types"),
    horizon: useLabelOf("horizons"),
    maturity: useLabelOf("maturities"),
    housing_wish: useLabelOf("housing_wishes"),
    household_kind: useLabelOf("household_kinds"),
    lot_link: useLabelOf("lot_links"),
    motives: useLabelOf("motives"),
    obstacles: useLabelOf("obstacles"),
    target_group: useLabelOf("target_groups"),
    language: useLabelOf("languages"),
    source: useLabelOf("sources"),
  };
}
