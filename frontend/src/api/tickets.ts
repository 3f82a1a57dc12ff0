import { asProblem, type Problem } from "./problem";

/** Younger than this, the server takes a form for a machine's; milliseconds. */
const TOO_SOON = 3_000;

/**
 * Sends a public form that needs a ticket. A browser that fills it in by itself is faster than the server expects of a
 * person: the form then waits and goes again, the ticket being good in a moment. A ticket that is over is read anew by
 * `renew` before the refusal is shown.
 *
 * @throws Problem the server's refusal
 */
export async function sendWithTicket<Answer>(
  send: () => Promise<Answer>,
  renew: () => unknown,
): Promise<Answer> {
  try {
    return await sendOnceOldEnough(send);
  } catch (error) {
    const problem = asProblem(error);
    if (needsTicket(problem)) await renew();
    throw problem;
  }
}

async function sendOnceOldEnough<Answer>(send: () => Promise<Answer>): Promise<Answer> {
  try {
    return await send();
  } catch (error) {
    if (!sentTooSoon(asProblem(error))) throw error;
    await new Promise((resume) => setTimeout(resume, TOO_SOON));
    return await send();
  }
}

const sentTooSoon = (problem: Problem): boolean =>
  problem.errors.some(({ pointer, code }) => pointer === "/token" && code === "too_soon");

/** Whether the form must be read anew: its ticket is over, or the text that was agreed to is another one now. */
const needsTicket = (problem: Problem): boolean =>
  problem.errors.some(
    ({ pointer, code }) =>
      (pointer === "/token" && code !== "too_soon") ||
      (pointer === "/consent_version" && code !== "required") ||
      code === "outdated_text",
  );
