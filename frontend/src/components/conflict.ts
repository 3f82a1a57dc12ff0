/** Which side of a difference stays. */
export type Side = "mine" | "stored";

/** How one field is compared and shown; `show` writes its value as the person reads it. */
export interface ConflictField<Values> {
  name: keyof Values & string;
  label: string;
  show: (values: Values) => string;
}

/** The three states of an edited object: as it was opened, as it was typed, as it is now. */
export interface Versions<Values> {
  base: Values;
  mine: Values;
  stored: Values;
}

const same = (left: unknown, right: unknown) => JSON.stringify(left) === JSON.stringify(right);

/** The fields whose typed and stored values differ, with the side proposed for each. */
export function differences<Values>(
  versions: Versions<Values>,
  names: readonly (keyof Values & string)[],
): Map<keyof Values & string, Side> {
  const { base, mine, stored } = versions;
  const found = new Map<keyof Values & string, Side>();
  for (const name of names) {
    if (same(mine[name], stored[name])) continue;
    // What only the other person touched is theirs to decide; the rest was typed here.
    found.set(name, same(mine[name], base[name]) ? "stored" : "mine");
  }
  return found;
}

/** The values to save once a side was chosen for each difference. */
export function mergeVersions<Values>(
  { mine, stored }: Versions<Values>,
  sides: ReadonlyMap<keyof Values & string, Side>,
): Values {
  const merged = { ...mine };
  for (const [name, side] of sides) if (side === "stored") merged[name] = stored[name];
  return merged;
}
