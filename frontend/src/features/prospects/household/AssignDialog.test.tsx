import { MantineProvider } from "@mantine/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { type SessionAnswer, session } from "@/api/session";
import { assignments } from "@/i18n/fr/assignments";
import { common } from "@/i18n/fr/common";
import type { Prospect } from "../types";
import { AssignDialog } from "./AssignDialog";

const ODILE = { id: "r5", display_name: "Odile Laborie", open_files: 3, capacity: 12 };

beforeEach(() => {
  const user = { id: "u1", referent_id: null, permissions: ["assign_referents"] };
  session.accept({ access_token: "jeton", expires_in: 600, user } as unknown as SessionAnswer);
});
afterEach(() => vi.unstubAllGlobals());

function show(beside: boolean) {
  const sent: unknown[] = [];
  vi.stubGlobal("fetch", async (request: Request) => {
    if (request.method === "POST") sent.push(await request.json());
    return Response.json({ items: [ODILE] });
  });
  const onClose = vi.fn();
  render(
    <MantineProvider env="test">
      <QueryClientProvider client={new QueryClient()}>
        <AssignDialog prospect={{ id: "p1" } as Prospect} beside={beside} onClose={onClose} />
      </QueryClientProvider>
    </MantineProvider>,
  );
  return { sent, onClose };
}

async function save() {
  await userEvent.click(screen.getByRole("combobox", { name: /^Référent/ }));
  await userEvent.click(await screen.findByRole("option", { name: /Odile Laborie/ }));
  await userEvent.click(screen.getByRole("button", { name: common.save }));
}

it.each([false, true])("warns that the family reads the reason (beside: %s)", (beside) => {
  show(beside);
  const field = screen.getByRole("textbox", { name: assignments.assignWhy });
  const hint = document.getElementById(field.getAttribute("aria-describedby") ?? "");
  expect(hint?.textContent).toContain("La famille lira cette phrase.");
});

it("sends the reason as it is written", async () => {
  const { sent, onClose } = show(false);
  await userEvent.type(
    screen.getByRole("textbox", { name: assignments.assignWhy }),
    " Odile connaît la vallée. ",
  );
  await save();
  await waitFor(() => expect(onClose).toHaveBeenCalled());
  expect(sent).toEqual([
    {
      role: "territorial",
      referent_id: "r5",
      accepted: false,
      explanation: "Odile connaît la vallée.",
    },
  ]);
});

it("leaves the reason out when nothing is written", async () => {
  const { sent, onClose } = show(true);
  await save();
  await waitFor(() => expect(onClose).toHaveBeenCalled());
  expect(sent).toEqual([{ role: "co_referent", referent_id: "r5", accepted: false }]);
});
