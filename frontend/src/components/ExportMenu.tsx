import { Button, Menu } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useState } from "react";
import { downloadFile } from "@/api/files";
import type { Query } from "@/api/transport";
import { toastDone, toastProblem } from "./toasts";

interface ExportMenuProps {
  label: string;
  /** What exactly is taken away. */
  hint: string;
  done: string;
  path: string;
  /** The filters of the list. */
  query: Query;
  /** Name of the file, without its ending. */
  name: string;
  formats: readonly { label: string; query: Query; ending: string }[];
}

/** Takes away exactly what the filters of a list show, in the format asked for. */
export function ExportMenu({ label, hint, done, path, query, name, formats }: ExportMenuProps) {
  const [pending, setPending] = useState(false);
  const download = async (format: ExportMenuProps["formats"][number]) => {
    setPending(true);
    try {
      await downloadFile(path, { ...query, ...format.query }, `${name}.${format.ending}`);
      toastDone(done);
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
          {label}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{hint}</Menu.Label>
        {formats.map((format) => (
          <Menu.Item key={format.label} onClick={() => download(format)}>
            {format.label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
