import { Button, Stack, Text } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { useKeysetList } from "@/api/pages";
import { SubmitKey } from "@/api/preconditions";
import { useLabelOf } from "@/api/reference";
import { useCurrentUser, useMay } from "@/api/use-session";
import { AnchorLink } from "@/components/links";
import { Section } from "@/components/Section";
import { ErrorState, LoadingState } from "@/components/states";
import { toastDone, toastProblem } from "@/components/toasts";
import { addPart, PROSPECTS, useRefreshProspects } from "@/features/prospects/api";
import type { ProspectSearch } from "@/features/prospects/list/search";
import { summarySituation } from "@/features/prospects/transitions/move";
import { useMove } from "@/features/prospects/transitions/use-move";
import type { ProspectSummary } from "@/features/prospects/types";
import { formatDaysFromNow, formatLabels } from "@/i18n/format";
import { inbox } from "@/i18n/fr/inbox";
import { prospects } from "@/i18n/fr/prospects";
import classes from "./inbox.module.css";

/** Shown here at most; the list has the rest. */
const SHOWN = 10;

/** New files: somebody must read them and say what the project is. */
export function FilesToQualify() {
  const { move, dialog } = useMove();
  const mayWrite = useMay("write_prospects");
  return (
    <FilesSection
      title={inbox.newFiles}
      empty={inbox.newFilesEmpty}
      search={{ status: ["new"] }}
      action={(file) =>
        mayWrite ? (
          <Button
            variant="default"
            aria-label={inbox.qualifyOf(file.lead_name)}
            onClick={() =>
              move(
                { ...file, name: file.lead_name, situation: summarySituation(file) },
                "qualified",
              )
            }
          >
            {inbox.qualify}
          </Button>
        ) : null
      }
    >
      {dialog}
    </FilesSection>
  );
}

/** Qualified files of one's scope that no territorial référent has accepted. */
export function FilesToTake() {
  const refresh = useRefreshProspects();
  const me = useCurrentUser()?.referent_id ?? null;
  const [pending, setPending] = useState<string | null>(null);
  const take = async (file: ProspectSummary) => {
    setPending(file.id);
    const body = { referent_id: me, role: "territorial", accepted: true };
    try {
      await addPart(file.id, "assignments", body, new SubmitKey().header(body));
      toastDone(inbox.taken(file.lead_name));
    } catch (error) {
      toastProblem(error);
    }
    await refresh();
    setPending(null);
  };
  return (
    <FilesSection
      title={inbox.proposals}
      hint={inbox.proposalsHint}
      empty={inbox.proposalsEmpty}
      search={{ status: ["qualified"], unassigned: true }}
      action={(file) => (
        <Button
          loading={pending === file.id}
          aria-label={inbox.takeOf(file.lead_name)}
          onClick={() => take(file)}
        >
          {inbox.take}
        </Button>
      )}
    />
  );
}

interface FilesSectionProps {
  title: string;
  hint?: string;
  empty: string;
  search: ProspectSearch;
  action: (file: ProspectSummary) => ReactNode;
  children?: ReactNode;
}

function FilesSection(props: FilesSectionProps) {
  const list = useKeysetList<ProspectSummary>(PROSPECTS, {
    ...props.search,
    sort: "created_at",
    limit: SHOWN,
  });
  return (
    <Section title={props.title}>
      <Stack>
        {props.hint ? (
          <Text size="sm" c="dimmed">
            {props.hint}
          </Text>
        ) : null}
        {list.isPending ? <LoadingState lines={3} /> : null}
        {list.isError ? <ErrorState error={list.error} onRetry={() => list.refetch()} /> : null}
        {list.isSuccess && list.items.length === 0 ? <Text c="dimmed">{props.empty}</Text> : null}
        {list.items.length > 0 ? (
          <ul className={classes.list}>
            {list.items.map((file) => (
              <li key={file.id} className={classes.line}>
                <FileText file={file} />
                {props.action(file)}
              </li>
            ))}
          </ul>
        ) : null}
        {list.hasNextPage ? (
          <AnchorLink to="/dossiers" search={props.search}>
            {inbox.more}
          </AnchorLink>
        ) : null}
      </Stack>
      {props.children}
    </Section>
  );
}

function FileText({ file }: { file: ProspectSummary }) {
  const projectType = useLabelOf("project_types");
  return (
    <div className={classes.body}>
      <AnchorLink
        to="/dossiers/$prospectId"
        params={{ prospectId: file.id }}
        fw={600}
        underline="hover"
      >
        {file.lead_name}
      </AnchorLink>
      <Text size="sm">
        {[
          formatLabels(file.project_types.map(projectType)),
          file.epci_name ?? prospects.noTerritory,
        ]
          .filter(Boolean)
          .join(" · ")}
      </Text>
      <Text size="xs" c="dimmed">
        {`${file.number} · ${formatDaysFromNow(file.created_at)}`}
      </Text>
    </div>
  );
}
