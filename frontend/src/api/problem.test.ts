import { describe, expect, it } from "vitest";
import { fieldProblemText, problemText } from "@/i18n/problem-text";
import { fieldErrors, Problem, problemOf } from "./problem";

const refusal = new Problem({
  status: 422,
  code: "validation_failed",
  errors: [
    { pointer: "/members/0/email", code: "invalid_email", message: "not an e-mail" },
    { pointer: "/members/0/email", code: "too_long", message: "too long" },
    { pointer: "/a~1b", code: "nobody_knows", message: "Le serveur explique." },
  ],
});

describe("Problem", () => {
  it("maps pointers to form paths and keeps the first error of a field", () => {
    expect(fieldErrors(refusal, fieldProblemText)).toEqual({
      "members.0.email":
        "Cette adresse électronique est incomplète. Exemple : prenom.nom@exemple.fr",
      "a/b": "Le serveur explique.",
    });
  });

  it("reads the body, extensions and Retry-After", async () => {
    const body = { status: 409, code: "transition_not_allowed", allowed: ["closed"] };
    const response = new Response(JSON.stringify(body), {
      status: 409,
      headers: { "Content-Type": "application/problem+json", "Retry-After": "7" },
    });
    const problem = await problemOf(response);
    expect(problem.body.allowed).toEqual(["closed"]);
    expect(problem.retryAfter).toBe(7);
    expect(problemText(problem)).toMatch(/pas possible.*Réessayez dans 7 secondes\./);
  });

  it.each([
    [401, "unauthorized"],
    [404, "not_found"],
    [500, "internal"],
    [502, "unavailable"],
  ])("gives a %i without a Problem body the code %s", async (status, code) => {
    const page = new Response("<html>", { status, headers: { "Content-Type": "text/html" } });
    expect((await problemOf(page)).code).toBe(code);
  });

  it("shows the server's words for a code it does not know", () => {
    const problem = new Problem({ status: 409, code: "brand_new", detail: "Expliqué." });
    expect(problemText(problem)).toBe("Expliqué.");
  });

  it.each([
    [0, true],
    [429, true],
    [503, true],
    [409, false],
    [401, false],
  ])("status %i transient: %s", (status, transient) => {
    expect(new Problem({ status, code: "x" }).isTransient).toBe(transient);
  });
});
