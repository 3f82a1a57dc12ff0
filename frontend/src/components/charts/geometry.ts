/** From values to shapes: lengths are shares of the room there is, positions are in pixels. */

/** Steps that people count in. */
const ROUND = [1, 2, 2.5, 5, 10, 20];

/** Round values from zero to just above `greatest`, some four of them; whole ones as long as values are. */
export function ticksOf(greatest: number, about = 4): number[] {
  if (!(greatest > 0)) return [0, 1];
  const whole = Number.isInteger(greatest);
  const rough = greatest / about;
  const power = 10 ** Math.floor(Math.log10(rough));
  const steps = ROUND.map((one) => Number((one * power).toPrecision(2)));
  const fits = (step: number) => step >= rough && (!whole || Number.isInteger(step));
  const step = steps.find(fits) ?? 1;
  const count = Math.ceil(greatest / step - 1e-9);
  return Array.from({ length: count + 1 }, (_, index) => Number((index * step).toPrecision(12)));
}

/** The share that a value takes of the greatest one, from 0 to 1; a lone case is still seen. */
export function shareOf(value: number, greatest: number): number {
  if (value <= 0 || greatest <= 0) return 0;
  return Math.min(1, Math.max(0.01, value / greatest));
}

/** Room around the drawing of a chart with axes, in pixels. */
export interface Margins {
  top: number;
  right: number;
  bottom: number;
  left: number;
}

export interface Plot {
  width: number;
  height: number;
  margins: Margins;
}

/** Where the value of a place in a row of `count` is drawn; a lone one stands in the middle. */
export function xOf(index: number, count: number, { width, margins }: Plot): number {
  const room = width - margins.left - margins.right;
  return margins.left + (count <= 1 ? room / 2 : (index * room) / (count - 1));
}

/** How high a value is drawn: the greatest on top, zero on the axis. */
export function yOf(value: number, greatest: number, { height, margins }: Plot): number {
  const room = height - margins.top - margins.bottom;
  return height - margins.bottom - (greatest <= 0 ? 0 : (value / greatest) * room);
}

const round = (value: number): string => String(Math.round(value * 10) / 10);

/** A line through the known values; it stops where one is missing rather than pretend to know. */
export function lineThrough(
  values: readonly (number | null)[],
  greatest: number,
  plot: Plot,
): string {
  let open = false;
  return values
    .map((value, index) => {
      if (value === null) {
        open = false;
        return "";
      }
      const command = open ? "L" : "M";
      open = true;
      return `${command}${round(xOf(index, values.length, plot))} ${round(yOf(value, greatest, plot))}`;
    })
    .join("");
}

/** Every how many labels one is written, so that none touches its neighbour. */
export function labelStep(count: number, width: number, widest: number): number {
  const fitting = Math.max(1, Math.floor(width / widest));
  return Math.max(1, Math.ceil(count / fitting));
}
