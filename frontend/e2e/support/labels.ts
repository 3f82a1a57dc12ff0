import { readFileSync } from "node:fs";

/** The shipped labels as `GET /reference/lists` serves them. */
export function shippedLists() {
  const file = new URL("../../../data/reference/labels-fr.csv", import.meta.url);
  const lists = new Map<string, { code: string; label: string; description: string | null }[]>();
  for (const line of readFileSync(file, "utf8").trim().split("\n").slice(1)) {
    const [list = "", code = "", label = "", description = ""] = cells(line);
    lists.set(list, [
      ...(lists.get(list) ?? []),
      { code, label, description: description || null },
    ]);
  }
  return {
    body: { version: "1", items: [...lists].map(([name, items]) => ({ name, items })) },
  };
}

/** Cells of one CSV line; quotes only ever wrap a whole cell in that file. */
const cells = (line: string): string[] =>
  [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map((match) =>
    (match[1] ?? match[2] ?? "").replaceAll('""', '"'),
  );
