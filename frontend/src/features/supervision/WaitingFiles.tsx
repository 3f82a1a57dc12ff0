import { Button, Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { useLabelOf } from "@/api/reference";
import { AnchorLink } from "@/components/links";
import { Section } from "@/components/Section";
import { FileText } from "@/features/my-day/FileText";
import type { DayFile } from "@/features/my-day/types";
import { useProposeBest } from "@/features/routing/use-propose-best";
import { formatDaysFromNow } from "@/i18n/format";
import { supervision } from "@/i18n/fr/supervision";
import classes from "./supervision.module.css";
import type { PoolFile } from "./types";

/** Files that no référent could be asked to take. */
export function Pool({ files, count }: { files: PoolFile[]; count: number }) {
  const reason = useLabelOf("pool_reasons");
  return (
    <WaitingFiles
      id="vivier"
      title={supervision.pool}
      hint={supervision.poolHint}
      empty={supervision.poolEmpty}
      files={files}
      count={count}
      about={(file) => (
        <Text size="sm">
          {[
            file.pool_reason && reason(file.pool_reason),
            supervision.poolSince(formatDaysFromNow(file.pool_since)),
          ]
            .filter(Boolean)
            .join(" · ")}
        </Text>
      )}
    />
  );
}

/** Qualified files for which nobody was asked. */
export function Unrouted({ files, count }: { files: DayFile[]; count: number }) {
  return (
    <WaitingFiles
      id="a-proposer"
      title={supervision.unrouted}
      hint={supervision.unroutedHint}
      empty={supervision.unroutedEmpty}
      files={files}
      count={count}
      about={() => null}
    />
  );
}

interface WaitingFilesProps<File extends DayFile> {
  id: string;
  title: string;
  hint: string;
  empty: string;
  files: File[];
  /** How many there are in all. */
  count: number;
  about: (file: File) => ReactNode;
}

function WaitingFiles<File extends DayFile>(props: WaitingFilesProps<File>) {
  const { files } = props;
  const { propose, pending } = useProposeBest();
  return (
    <Section title={props.title} headingId={props.id}>
      <Stack gap="md">
        <Text c="dimmed" size={files.length > 0 ? "sm" : undefined}>
          {files.length > 0 ? props.hint : props.empty}
        </Text>
        {files.length > 0 ? (
          <ul className={classes.list}>
            {files.map((file) => (
              <li key={file.id} className={classes.line}>
                <FileText file={file}>{props.about(file)}</FileText>
                <Button
                  variant="default"
                  loading={pending === file.id}
                  disabled={pending !== null}
                  aria-label={supervision.proposeOf(file.lead_name)}
                  onClick={() =>
                    propose(file.id).then(() => document.getElementById(props.id)?.focus())
                  }
                >
                  {supervision.propose}
                </Button>
              </li>
            ))}
          </ul>
        ) : null}
        {props.count > files.length ? (
          <AnchorLink
            size="sm"
            to="/dossiers"
            search={{ status: ["qualified"], unassigned: true, sort: "created_at" }}
          >
            {supervision.more}
          </AnchorLink>
        ) : null}
      </Stack>
    </Section>
  );
}
