import { MantineProvider } from "@mantine/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { fireEvent, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, it, vi } from "vitest";
import { type SessionAnswer, session } from "@/api/session";
import { household } from "@/i18n/fr/household";
import type { Prospect } from "../types";
import { HistorySection } from "./HistorySection";

const STEPS = [
  { id: "s1", from: null, to: "new", effective_on: "2026-03-02" },
  { id: "s2", from: "new", to: "qualified", effective_on: "2026-03-09" },
].map((step) => ({ ...step, reason: null, actor_label: null }));
const FILE = { id: "p1", version: 4, archived_at: null, history: STEPS } as unknown as Prospect;

afterEach(() => vi.unstubAllGlobals());

function show(permissions: string[], refusal?: object) {
  const user = { id: "u1", referent_id: null, permissions };
  session.accept({ access_token: "jeton", expires_in: 600, user } as unknown as SessionAnswer);
  const sent: unknown[] = [];
  vi.stubGlobal("fetch", async (request: Request) => {
    if (request.method === "PATCH") {
      sent.push([
        new URL(request.url).pathname,
        request.headers.get("If-Match"),
        await request.json(),
      ]);
      if (refusal) {
        const headers = { "Content-Type": "application/problem+json" };
        return Response.json(refusal, { status: 422, headers });
      }
    }
    return Response.json({ items: [] });
  });
  render(
    <MantineProvider env="test">
      <QueryClientProvider client={new QueryClient()}>
        <HistorySection prospect={FILE} />
      </QueryClientProvider>
    </MantineProvider>,
  );
  return sent;
}

async function correct(date: string) {
  const [, opened] = screen.getAllByRole("button", { name: /Corriger la date/ });
  await userEvent.click(opened as HTMLElement);
  const field = await screen.findByLabelText(/^Date réelle/);
  fireEvent.change(field, { target: { value: date } });
  fireEvent.blur(field);
  await userEvent.click(screen.getByRole("button", { name: household.correctDay }));
}

it("puts the true day of a step in its place, on the version that was read", async () => {
  const sent = show(["write_prospects"]);
  await correct("27/02/2026");
  await waitFor(() => expect(sent).toHaveLength(1));
  expect(sent[0]).toEqual([
    "/api/v1/prospects/p1/status-changes/s1",
    '"4"',
    { effective_on: "2026-02-27" },
  ]);
});

it("says beside the field why a day is refused", async () => {
  const errors = [{ pointer: "/effective_on", code: "between_steps", message: "" }];
  show(["write_prospects"], { status: 422, code: "validation_failed", errors });
  await correct("28/02/2026");
  const field = screen.getByLabelText(/^Date réelle/);
  await waitFor(() => expect(field.getAttribute("aria-invalid")).toBe("true"));
  expect(screen.getAllByText(/celle de l’étape suivante/)).not.toHaveLength(0);
});

it("shows the history alone to whoever only reads", () => {
  show(["read_prospects"]);
  expect(screen.getAllByRole("listitem")).toHaveLength(2);
  expect(screen.queryByRole("button", { name: /Corriger/ })).toBeNull();
});
