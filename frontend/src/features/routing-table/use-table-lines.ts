import { useLabelOf } from "@/api/reference";
import { formatList } from "@/i18n/format";
import { routingTable as words } from "@/i18n/fr/routing-table";
import type { LineAt, TableValues } from "./lines";

/** A line as people read it. */
export interface ShownLine {
  id: string;
  at: LineAt;
  /** For whom. */
  about: string;
  /** Who is asked. */
  kinds: string;
  sentence: string;
}

/** The lines of a table in words, by group. */
export function useTableLines(): (
  table: TableValues,
) => Record<"territorial" | "technical" | "needs", ShownLine[]> {
  const project = useLabelOf("project_types");
  const theme = useLabelOf("need_themes");
  const kind = useLabelOf("partner_kinds");
  const kinds = (codes: readonly string[]) => formatList(codes.map(kind));
  return (table) => ({
    territorial: (["wished", "no_territory"] as const).map((group) => ({
      id: group,
      at: { group },
      about: words[group],
      kinds: kinds(table[group].partner_kinds),
      sentence: table[group].sentence,
    })),
    technical: table.technical.map((line, index) => ({
      id: line.key,
      at: { group: "technical", index },
      about: formatList(line.project_types.map(project)),
      kinds: kinds(line.partner_kinds),
      sentence: line.sentence,
    })),
    needs: table.needs.map((line, index) => ({
      id: line.theme,
      at: { group: "needs", index },
      about: theme(line.theme),
      kinds: kinds(line.partner_kinds),
      sentence: line.sentence,
    })),
  });
}
