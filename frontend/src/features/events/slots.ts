/** A stretch of a day, `HH:MM` to `HH:MM`. */
export interface Stretch {
  starts_at: string;
  ends_at: string;
}

const minutes = (time: string): number => {
  const [hours = 0, rest = 0] = time.split(":").map(Number);
  return hours * 60 + rest;
};

const clock = (total: number): string =>
  `${String(Math.floor(total / 60)).padStart(2, "0")}:${String(total % 60).padStart(2, "0")}`;

/** The day and the time that clocks in the Lot show at an instant. */
export function clockOf(instant: string): { on: string; time: string } {
  const shown = new Intl.DateTimeFormat("sv-SE", {
    timeZone: "Europe/Paris",
    dateStyle: "short",
    timeStyle: "short",
  }).format(new Date(instant));
  const [on = "", time = ""] = shown.split(" ");
  return { on, time };
}

/** Cuts a stretch into slots of so many minutes; what is left at the end is none. */
export function slotsOf({ starts_at, ends_at }: Stretch, every: number): Stretch[] {
  const slots: Stretch[] = [];
  if (every <= 0) return slots;
  const end = minutes(ends_at);
  for (let from = minutes(starts_at); from + every <= end; from += every) {
    slots.push({ starts_at: clock(from), ends_at: clock(from + every) });
  }
  return slots;
}
