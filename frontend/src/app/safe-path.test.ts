import { expect, it } from "vitest";
import { safePath } from "./safe-path";

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
