import type { FieldProblem, Problem } from "@/api/problem";
import { fieldProblems, problems } from "./fr/problems";
import { states } from "./fr/states";

/** The sentence to show for a Problem: by code first, then the server's own words. */
export function problemText(problem: Problem): string {
  const known = problems[problem.code];
  const text = known ?? problem.body.detail ?? problems.unexpected ?? problem.code;
  return problem.retryAfter === null ? text : `${text} ${states.retryIn(problem.retryAfter)}`;
}

/** The sentence to show under a field. */
export function fieldProblemText(error: FieldProblem): string {
  return fieldProblems[error.code] ?? error.message;
}
