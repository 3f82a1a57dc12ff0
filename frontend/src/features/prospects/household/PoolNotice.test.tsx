import { MantineProvider } from "@mantine/core";
import { render, screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { PoolNotice } from "./PoolNotice";

function show(pool_since: string | null, pool_reason: string | null) {
  render(
    <MantineProvider env="test">
      <PoolNotice prospect={{ pool_since, pool_reason }} />
    </MantineProvider>,
  );
}

it("says since when, why, and what gets the file out of the pool", () => {
  show("2026-12-01T09:00:00Z", "no_territory");
  expect(
    screen.getByText(
      "Ce dossier attend dans le vivier du programme depuis le 1er décembre 2026 parce que le foyer n’a choisi aucun territoire.",
    ),
  ).toBeTruthy();
  expect(screen.getByText(/^Parlez-en d’abord avec le foyer/)).toBeTruthy();
});

it("says less of a reason that it does not know", () => {
  show("2026-11-21T09:00:00Z", "something_new");
  expect(
    screen.getByText("Ce dossier attend dans le vivier du programme depuis le 21 novembre 2026."),
  ).toBeTruthy();
});

it("says nothing of a file that waits for nobody", () => {
  show(null, null);
  expect(screen.queryByText(/vivier/)).toBeNull();
});
