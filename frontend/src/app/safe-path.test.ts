import { expect, it } from "vitest";
import { homeOf, safePath } from "./safe-path";

it.each(["/dossiers", "/dossiers?statut=new#x", "/"])("follows %s", (path) => {
  expect(safePath(path)).toBe(path);
});

it.each([
  "//evil.example",
  "/\\evil.example",
  "https://evil.example",
  "javascript:alert(1)",
  "/\t/evil.example",
  "",
  3,
])("refuses %j", (path) => {
  expect(safePath(path)).toBeNull();
});

it("starts a référent's session with their day", () => {
  expect(homeOf({ referent_id: "r" })).toBe("/ma-journee");
  expect(homeOf({ referent_id: null })).toBe("/boite");
  expect(homeOf({ referent_id: null, roles: [{ role: "employer" }] })).toBe("/employeurs");
  expect(homeOf({ referent_id: null, roles: [{ role: "programme_admin" }] })).toBe("/boite");
  expect(homeOf(null)).toBe("/boite");
});
