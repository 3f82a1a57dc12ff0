/** How strongly a place is coloured, from 0 (nothing) to 4; `hidden` is a figure too small to be shown. */
export type Shade = 0 | 1 | 2 | 3 | 4 | "hidden";

/** The name of an EPCI as people say it: without what kind of grouping it is. */
export const shortName = (name: string): string =>
  name.replace(
    /^(CC|CA|CU|Communauté (de communes|d.agglomération))\s+(du |de la |de l.|des |de )?/i,
    "",
  );

/** Shades of counts: equal steps up to the greatest; a lone file is already seen. */
export function shadeOfCount(count: number, greatest: number): Shade {
  if (count <= 0 || greatest <= 0) return 0;
  return Math.max(1, Math.ceil((4 * count) / greatest)) as Shade;
}

/** The counts that each shade stands for, for the legend; empty steps are left out. */
export function stepsOf(greatest: number): { shade: Shade; from: number; to: number }[] {
  const counts = Array.from({ length: greatest + 1 }, (_, count) => count);
  return ([0, 1, 2, 3, 4] as const).flatMap((shade) => {
    const own = counts.filter((count) => shadeOfCount(count, greatest) === shade);
    const [from, to] = [own[0], own.at(-1)];
    return from === undefined || to === undefined ? [] : [{ shade, from, to }];
  });
}
