import { call } from "@/api/transport";
import type { Schema } from "@/api/types";
import type { Assignment, AssignmentAnswer } from "./types";

const pathOf = (prospectId: string) => `/prospects/${encodeURIComponent(prospectId)}/assignments`;

/** Accepts, declines or ends. @throws Problem 409 when somebody answered first */
export const answerAssignment = (
  prospectId: string,
  assignmentId: string,
  body: AssignmentAnswer,
) => call<Assignment>("POST", `${pathOf(prospectId)}/${assignmentId}/transitions`, { body });

/** Hands the file over to another référent, who is asked in turn. */
export const transferAssignment = (
  prospectId: string,
  assignmentId: string,
  body: Schema<"NewTransfer">,
  headers: Record<string, string>,
) => call<Assignment>("POST", `${pathOf(prospectId)}/${assignmentId}/transfers`, { body, headers });
