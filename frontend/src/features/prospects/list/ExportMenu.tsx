import { Button, Menu } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useState } from "react";
import { downloadFile } from "@/api/files";
import { toastDone, toastProblem } from "@/components/toasts";
import { prospects } from "@/i18n/fr/prospects";
import { PROSPECTS } from "../api";
import { listQuery, type ProspectSearch } from "./search";

const FORMATS = [
  { label: prospects.exportExcel, query: { format: "csv", profile: "excel-fr" }, name: "csv" },
  { label: prospects.exportXlsx, query: { format: "xlsx" }, name: "xlsx" },
  { label: prospects.exportCsv, query: { format: "csv", profile: "rfc4180" }, name: "csv" },
  { label: prospects.exportNdjson, query: { format: "ndjson" }, name: "ndjson" },
];

/** Takes away exactly what the filters show, in the format asked for. */
export function ExportMenu({ search }: { search: ProspectSearch }) {
  const [pending, setPending] = useState(false);
  const download = async (format: (typeof FORMATS)[number]) => {
    setPending(true);
    try {
      const query = { ...listQuery(search), ...format.query };
      await downloadFile(`${PROSPECTS}/export`, query, `dossiers.${format.name}`);
      toastDone(prospects.exported);
    } catch (error) {
      toastProblem(error);
    } finally {
      setPending(false);
    }
  };
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          variant="default"
          loading={pending}
          leftSection={<IconDownload size={18} aria-hidden />}
        >
          {prospects.export}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{prospects.exportHint}</Menu.Label>
        {FORMATS.map((format) => (
          <Menu.Item key={format.label} onClick={() => download(format)}>
            {format.label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
