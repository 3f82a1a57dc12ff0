import { SubmitKey } from "@/api/preconditions";
import { call } from "@/api/transport";
import { addPart, moveProspect, PROSPECTS, saveInstallation } from "../api";
import type { Prospect, ProspectSummary } from "../types";
import { nextActionOf, textOrNull } from "../values";
import { type InstallationValues, installationBody } from "./InstallationFields";
import type { Demands, Situation } from "./rules";

/** Everything a move may ask for. */
export interface MoveValues extends InstallationValues {
  closing_reason: string | null;
  reason: string;
  effective_on: string | null;
  next_action: { label: string; on: string | null };
  referent_id: string | null;
}

const read = (id: string) => call<Prospect>("GET", `${PROSPECTS}/${id}`);

/** What the state machine looks at, out of a whole file. */
export const situationOf = (prospect: Prospect): Situation => ({
  status: prospect.status,
  hasNextAction: prospect.next_action !== null,
  hasInstallation: prospect.installation !== null,
  hasTerritorialReferent: prospect.assignments.some(
    (one) => one.role === "territorial" && one.status === "accepted",
  ),
});

/** The same out of a line of a list, which does not tell of installations: none is assumed. */
export const summarySituation = (file: ProspectSummary): Situation => ({
  status: file.status,
  hasNextAction: file.next_action_label !== null,
  hasInstallation: file.status === "settled" || file.status === "integrated",
  hasTerritorialReferent: file.territorial_referent_name !== null,
});

/**
 * Records what the stage demands (installation, référent), then moves the file. Accepting a
 * référent already moves a qualified file: it is then not moved twice.
 * @throws Problem
 */
export async function applyMove(
  prospect: Prospect,
  to: string,
  values: MoveValues,
  demands: Demands,
): Promise<void> {
  let current = prospect;
  if (demands.installation) {
    const body = installationBody(values, prospect.installation);
    await saveInstallation(prospect.id, prospect.installation, body);
    current = await read(prospect.id);
  }
  if (demands.assignment) {
    const body = { referent_id: values.referent_id, role: "territorial", accepted: true };
    await addPart(prospect.id, "assignments", body, new SubmitKey().header(body));
    current = await read(prospect.id);
    if (current.status === to) return;
  }
  await moveProspect(current, {
    to,
    reason: textOrNull(values.reason),
    closing_reason: values.closing_reason,
    effective_on: values.effective_on,
    next_action: nextActionOf(values.next_action),
  });
}
