import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { expect, it } from "vitest";

const SOURCE = join(import.meta.dirname, "..");

/** Attributes whose value is read by people. */
const SPOKEN = new Set([
  "aria-label",
  "alt",
  "title",
  "label",
  "placeholder",
  "description",
  "message",
]);

/** Two letters in a row make a word; separators, keys and the brand do not. */
const isWord = (text: string) => /\p{L}{2,}/u.test(text.replace("Oh my Lot !", ""));

function wordsIn(file: string): string[] {
  const tree = ts.createSourceFile(
    file,
    readFileSync(file, "utf8"),
    ts.ScriptTarget.Latest,
    true,
    ts.ScriptKind.TSX,
  );
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isJsxText(node) && isWord(node.text)) found.push(node.text.trim());
    if (ts.isJsxExpression(node) && node.expression && ts.isStringLiteralLike(node.expression)) {
      if (!ts.isJsxAttribute(node.parent) && isWord(node.expression.text))
        found.push(node.expression.text);
    }
    if (ts.isJsxAttribute(node) && node.initializer && ts.isStringLiteral(node.initializer)) {
      if (SPOKEN.has(node.name.getText()) && isWord(node.initializer.text))
        found.push(node.initializer.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

const files = readdirSync(SOURCE, { recursive: true, encoding: "utf8" }).filter((file) =>
  /(?<!\.test)\.tsx$/.test(file),
);

it.each(files)("%s speaks through src/i18n/fr only", (file) => {
  expect(wordsIn(join(SOURCE, file))).toEqual([]);
});
