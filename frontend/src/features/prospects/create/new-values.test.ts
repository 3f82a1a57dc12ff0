import { expect, it } from "vitest";
import { blankValues, formPath, newProspectBody } from "./new-values";

const values = {
  ...blankValues("Appeler", "2026-11-24"),
  first_name: "Clémence ",
  last_name: "Delpech",
  phone: "06 39 98 12 34",
};

it("opens a file with the lead alone", () => {
  const body = newProspectBody(values, "me", false);
  expect(body.members).toEqual([
    {
      role: "lead",
      first_name: "Clémence",
      last_name: "Delpech",
      email: null,
      phone: "06 39 98 12 34",
      career: null,
    },
  ]);
  expect(body.next_action).toEqual({ label: "Appeler", on: "2026-11-24", assignee_id: "me" });
  expect(body).not.toHaveProperty("allow_duplicate");
});

it("adds the partner and the children once something is said of them", () => {
  const body = newProspectBody(
    { ...values, partner_occupation: { code: null, text: "Soudeur" }, children: ["under_3"] },
    null,
    true,
  );
  expect(body.members.map((member) => member.role)).toEqual(["lead", "partner", "child"]);
  expect(body.allow_duplicate).toBe(true);
});

it("sends no territory when any would do", () => {
  const wished = { code: "46102", name: "Figeac" };
  expect(
    newProspectBody(
      { ...values, wished_territories: wished, territory_indifferent: true },
      null,
      false,
    ).wished_territories,
  ).toEqual([]);
});

it("puts what the server says of the lead on the fields of the form", () => {
  expect(formPath("members.0.email")).toBe("email");
  expect(formPath("next_action.on")).toBe("next_action.on");
});
