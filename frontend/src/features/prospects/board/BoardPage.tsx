import { Switch } from "@mantine/core";
import { useState } from "react";
import type { Query } from "@/api/transport";
import { useCurrentUser, useMay } from "@/api/use-session";
import { PageHeader } from "@/components/PageHeader";
import { ForbiddenState, ProblemPage } from "@/components/states";
import { board } from "@/i18n/fr/board";
import { useProspectCounts } from "../api";
import { summarySituation } from "../transitions/move";
import { BOARD_STATUSES } from "../transitions/rules";
import { useMove } from "../transitions/use-move";
import type { ProspectSummary } from "../types";
import { BoardColumn } from "./BoardColumn";
import classes from "./board.module.css";
import { StageCounts } from "./StageCounts";

/** A card shown where it was dropped until the server has answered. */
export interface Moving {
  file: ProspectSummary;
  to: string;
}

/** `/tableau`: the files stage by stage, or only how many they are. */
export function BoardPage() {
  const mayRead = useMay("read_prospects");
  const mayCount = useMay("count_prospects");
  if (mayRead) return <Board />;
  return mayCount ? <StageCounts /> : <ForbiddenState />;
}

/** One column per stage; cards move by drag or by menu. */
function Board() {
  const referentId = useCurrentUser()?.referent_id ?? null;
  const [mine, setMine] = useState(false);
  const filters: Query = mine && referentId !== null ? { referent_id: referentId } : {};
  const counts = useProspectCounts(filters);
  const mayWrite = useMay("write_prospects");
  const [moving, setMoving] = useState<Moving | null>(null);
  const { move, dialog } = useMove();

  const moveTo = async (file: ProspectSummary, to: string) => {
    setMoving({ file, to });
    await move({ ...file, name: file.lead_name, situation: summarySituation(file) }, to);
    setMoving(null);
  };
  if (counts.isError && counts.data === undefined) {
    return <ProblemPage error={counts.error} onRetry={() => counts.refetch()} />;
  }
  const byStatus = new Map(counts.data?.by_status.map((line) => [line.status, line.count]));
  return (
    <>
      <PageHeader
        title={board.title}
        description={board.description}
        actions={
          referentId === null ? null : (
            <Switch
              label={board.mine}
              checked={mine}
              onChange={(event) => setMine(event.currentTarget.checked)}
            />
          )
        }
      />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: an area that scrolls must be reachable by keyboard */}
      <section className={classes.board} aria-label={board.columns} tabIndex={0}>
        {BOARD_STATUSES.map((status) => (
          <BoardColumn
            key={status}
            status={status}
            filters={filters}
            count={counts.data ? (byStatus.get(status) ?? 0) : null}
            moving={moving}
            onMove={mayWrite ? moveTo : null}
          />
        ))}
      </section>
      {dialog}
    </>
  );
}
