import { MantineProvider } from "@mantine/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import { household } from "@/i18n/fr/household";
import type { Need } from "../types";
import { NeedLine } from "./NeedLine";

const NEED: Need = {
  id: "n1",
  theme: "housing",
  status: "to_do",
  description: null,
  partner_id: null,
  partner_name: null,
  partner_reason: null,
  asked_at: null,
  awaited: false,
  answer: null,
  answered_at: null,
  answer_author_name: null,
  version: 1,
};
const GIVEN = {
  partner_id: "p1",
  partner_name: "Conseil logement du Lot",
  partner_reason: "Pour un logement, l’organisme spécialisé.",
};

function show(need: Partial<Need>) {
  vi.stubGlobal("fetch", async () => Response.json({ items: [] }));
  render(
    <MantineProvider env="test">
      <QueryClientProvider client={new QueryClient()}>
        <NeedLine need={{ ...NEED, ...need }} />
      </QueryClientProvider>
    </MantineProvider>,
  );
}

it("says that nobody is named yet", () => {
  show({});
  expect(screen.getByText(household.needNoPartner)).toBeTruthy();
});

it("names the partner and the rule that chose it", () => {
  show(GIVEN);
  expect(screen.getByText("Partenaire : Conseil logement du Lot")).toBeTruthy();
  expect(screen.getByText(GIVEN.partner_reason)).toBeTruthy();
});

it("shows an answer that is awaited, and none that is not", () => {
  show({ ...GIVEN, asked_at: "2026-11-15T09:00:00Z", awaited: true });
  expect(screen.getByText("Demande envoyée le 15/11/2026, réponse attendue")).toBeTruthy();
});

it("says who answered, for whom and when", () => {
  show({
    ...GIVEN,
    answer: "Deux maisons.",
    answered_at: "2026-11-17T09:00:00Z",
    answer_author_name: "Aurélie Cazes",
  });
  expect(
    screen.getByText(
      "Réponse du 17/11/2026 (Aurélie Cazes, Conseil logement du Lot) : Deux maisons.",
    ),
  ).toBeTruthy();
});
