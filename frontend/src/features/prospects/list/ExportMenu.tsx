import { ExportMenu as Menu } from "@/components/ExportMenu";
import { prospects } from "@/i18n/fr/prospects";
import { PROSPECTS } from "../api";
import { listQuery, type ProspectSearch } from "./search";

const FORMATS = [
  { label: prospects.exportExcel, query: { format: "csv", profile: "excel-fr" }, ending: "csv" },
  { label: prospects.exportXlsx, query: { format: "xlsx" }, ending: "xlsx" },
  { label: prospects.exportCsv, query: { format: "csv", profile: "rfc4180" }, ending: "csv" },
  { label: prospects.exportNdjson, query: { format: "ndjson" }, ending: "ndjson" },
];

/** Takes away exactly what the filters show, in the format asked for. */
export function ExportMenu({ search }: { search: ProspectSearch }) {
  return (
    <Menu
      label={prospects.export}
      hint={prospects.exportHint}
      done={prospects.exported}
      path={`${PROSPECTS}/export`}
      query={listQuery(search)}
      name="dossiers"
      formats={FORMATS}
    />
  );
}
