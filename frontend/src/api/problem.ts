import type { Schema } from "./types";

/** One field-level refusal of a Problem; `pointer` is a JSON pointer into the request body. */
export type FieldProblem = Schema<"FieldProblem">;

/** RFC 9457 body as the API sends it, extensions included (`allowed`, `existing`…). */
export type ProblemBody = Partial<Schema<"Problem">> & Pick<Schema<"Problem">, "status" | "code">;

/** Every failed call throws this, network failures included (status 0, code `network`). */
export class Problem extends Error {
  readonly body: ProblemBody;
  /** Seconds to wait before trying again, when the server said so. */
  readonly retryAfter: number | null;

  constructor(body: ProblemBody, retryAfter: number | null = null) {
    super(body.detail ?? body.title ?? body.code);
    this.name = "Problem";
    this.body = body;
    this.retryAfter = retryAfter;
  }

  get status(): number {
    return this.body.status;
  }

  get code(): string {
    return this.body.code;
  }

  get errors(): FieldProblem[] {
    return this.body.errors ?? [];
  }

  /** True when the same request may succeed later without any change. */
  get isTransient(): boolean {
    return this.status === 0 || this.status === 408 || this.status === 429 || this.status >= 500;
  }
}

/** Reads the Problem of a failed response; an answer that is no Problem (a proxy's page) becomes one. */
export async function problemOf(response: Response): Promise<Problem> {
  const wait = Number.parseInt(response.headers.get("Retry-After") ?? "", 10);
  const retryAfter = Number.isNaN(wait) ? null : wait;
  const body = await readBody(response);
  return new Problem(
    { ...body, status: response.status, code: body.code ?? codeOfStatus(response.status) },
    retryAfter,
  );
}

/** The Problem for a request that got no answer at all. */
export function networkProblem(): Problem {
  return new Problem({ status: 0, code: "network" });
}

/** Turns anything thrown into a Problem, so that screens have one kind of error to show. */
export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  return new Problem({ status: 0, code: "unexpected" });
}

/**
 * Maps field errors to form paths: `/members/0/email` becomes `members.0.email`.
 * `translate` turns an error's code into the sentence to show.
 */
export function fieldErrors(
  problem: Problem,
  translate: (error: FieldProblem) => string,
): Record<string, string> {
  const byPath: Record<string, string> = {};
  for (const error of problem.errors) {
    const path = pathOfPointer(error.pointer);
    byPath[path] ??= translate(error);
  }
  return byPath;
}

/** The path in a form of a JSON pointer: `/members/0/email` is `members.0.email`. */
export function pathOfPointer(pointer: string): string {
  return pointer
    .replace(/^#?\//, "")
    .split("/")
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"))
    .join(".");
}

async function readBody(response: Response): Promise<Partial<ProblemBody>> {
  const type = response.headers.get("Content-Type") ?? "";
  if (!type.includes("json")) return {};
  try {
    const body: unknown = await response.json();
    return typeof body === "object" && body !== null ? (body as Partial<ProblemBody>) : {};
  } catch {
    return {};
  }
}

const CODES: Record<number, string> = {
  400: "unreadable_body",
  401: "unauthorized",
  403: "forbidden",
  404: "not_found",
  408: "timeout",
  409: "conflict",
  412: "precondition_failed",
  413: "payload_too_large",
  415: "unsupported_media_type",
  422: "validation_failed",
  428: "precondition_required",
  429: "rate_limited",
};

function codeOfStatus(status: number): string {
  return (
    CODES[status] ??
    (status === 502 || status === 503 || status === 504 ? "unavailable" : "internal")
  );
}
