import { MantineProvider } from "@mantine/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { type ReactNode, useState } from "react";
import { afterEach, expect, it, vi } from "vitest";
import { CodeSelect } from "./CodeSelect";
import { DateField } from "./DateField";
import { FormProblems } from "./form";
import { type OccupationChoice, OccupationSelect } from "./OccupationSelect";
import { type TerritoryChoice, TerritorySelect } from "./TerritorySelect";

const ANSWERS: Record<string, unknown> = {
  "/api/v1/reference/territories": {
    items: [{ code: "46102", kind: "commune", name: "Figeac", parent_name: "Grand-Figeac" }],
  },
  "/api/v1/reference/occupations": {
    items: [{ code: "J1506", label: "Soins infirmiers généralistes", title: "Infirmière" }],
  },
  "/api/v1/reference/lists": {
    items: [{ name: "horizons", items: [{ code: "unknown", label: "Je ne sais pas encore" }] }],
  },
};

function show(children: ReactNode): void {
  vi.stubGlobal("fetch", async (request: Request) =>
    Response.json(ANSWERS[new URL(request.url).pathname]),
  );
  render(
    <MantineProvider env="test">
      <QueryClientProvider client={new QueryClient()}>{children}</QueryClientProvider>
    </MantineProvider>,
  );
}

afterEach(() => vi.unstubAllGlobals());

it("DateField reads a typed French date", async () => {
  const onChange = vi.fn();
  show(<DateField label="Jour" onChange={onChange} />);
  await userEvent.type(screen.getByLabelText("Jour"), "21/11/2026");
  await userEvent.tab();
  expect(onChange).toHaveBeenLastCalledWith("2026-11-21");
});

it("TerritorySelect keeps code and name of the choice", async () => {
  const onChange = vi.fn();
  show(<TerritorySelect label="Lieu" value={null} onChange={onChange} />);
  await userEvent.type(screen.getByRole("combobox", { name: "Lieu" }), "figea");
  await userEvent.click(await screen.findByRole("option", { name: /Figeac/ }));
  expect(onChange).toHaveBeenLastCalledWith({
    code: "46102",
    name: "Figeac",
  } satisfies TerritoryChoice);
});

function Occupation({ onChange }: { onChange: (choice: OccupationChoice) => void }) {
  const [value, setValue] = useState<OccupationChoice>({ code: null, text: "" });
  const keep = (choice: OccupationChoice) => {
    setValue(choice);
    onChange(choice);
  };
  return <OccupationSelect label="Occupation" value={value} onChange={keep} />;
}

it("OccupationSelect keeps free text, and the code once one is picked", async () => {
  const onChange = vi.fn();
  show(<Occupation onChange={onChange} />);
  await userEvent.type(screen.getByRole("combobox", { name: "Occupation" }), "infirm");
  expect(onChange).toHaveBeenLastCalledWith({ code: null, text: "infirm" });
  await userEvent.click(await screen.findByRole("option", { name: /Infirmière/ }));
  expect(onChange).toHaveBeenLastCalledWith({ code: "J1506", text: "Infirmière" });
});

it("CodeSelect offers the labels of its list", async () => {
  const onChange = vi.fn();
  show(<CodeSelect list="horizons" label="Horizon" onChange={onChange} />);
  const field = screen.getByRole("combobox", { name: "Horizon" });
  await waitFor(() => expect(field.hasAttribute("disabled")).toBe(false));
  await userEvent.click(field);
  await userEvent.click(await screen.findByRole("option", { name: "Je ne sais pas encore" }));
  expect(onChange.mock.lastCall?.[0]).toBe("unknown");
});

it("the summary of errors names the field of a repeated group", () => {
  const submit = {
    onSubmit: vi.fn(),
    problem: null,
    pending: false,
    refusals: 1,
    acknowledge: vi.fn(),
    clear: vi.fn(),
  };
  show(
    <FormProblems
      submit={submit}
      errors={{ "grants.0.territories": "Ce champ est obligatoire." }}
      labels={{ territories: "Territoires" }}
    />,
  );
  expect(screen.getByText("Territoires : Ce champ est obligatoire.")).toBeDefined();
});
