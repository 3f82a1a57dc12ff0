import { Group, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { AnchorLink } from "@/components/links";
import { StatusBadge } from "@/components/StatusBadge";
import { myDay } from "@/i18n/fr/my-day";
import classes from "./day.module.css";
import type { DayFile } from "./types";

/** Who, where, and at which stage; the name opens the file. */
export function FileText({ file, children }: { file: DayFile; children?: ReactNode }) {
  return (
    <div className={classes.body}>
      <Group gap="xs">
        <AnchorLink
          to="/dossiers/$prospectId"
          params={{ prospectId: file.id }}
          fw={600}
          underline="hover"
        >
          {file.lead_name}
        </AnchorLink>
        <StatusBadge status={file.status} />
      </Group>
      <Text size="sm" c="dimmed">
        {[file.number, file.epci_name ?? myDay.territory].join(" · ")}
      </Text>
      {children}
    </div>
  );
}
