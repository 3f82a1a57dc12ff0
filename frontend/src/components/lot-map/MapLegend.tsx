import classes from "./lot-map.module.css";
import type { Shade } from "./shades";

/** What one colour of the map stands for. */
export interface LegendStep {
  shade: Shade;
  label: string;
}

/** The colours of the map in words. */
export function MapLegend({ name, steps }: { name: string; steps: readonly LegendStep[] }) {
  return (
    <ul className={classes.legend} aria-label={name}>
      {steps.map(({ shade, label }) => (
        <li key={shade}>
          <span className={classes.swatch} data-shade={shade} aria-hidden />
          {label}
        </li>
      ))}
    </ul>
  );
}
