import { Text } from "@mantine/core";
import { useId } from "react";
import { charts } from "@/i18n/fr/charts";
import classes from "./charts.module.css";
import { shareOf } from "./geometry";

/** One line: how many entered, and how many of them reached each next step; null is hidden or unknown. */
export interface NestedRow {
  key: string;
  label: string;
  values: readonly (number | null)[];
}

interface NestedBarsProps {
  /** What the steps are called, the widest first; three at most. */
  steps: readonly string[];
  rows: readonly NestedRow[];
  format: (value: number | null) => string;
}

const HEIGHTS = [18, 12, 6];

/** Bars within bars: the outline is what entered, hatching what went on, the solid core what arrived. */
export function NestedBars({ steps, rows, format }: NestedBarsProps) {
  const pattern = useId();
  const greatest = Math.max(0, ...rows.map(({ values }) => values[0] ?? 0));
  return (
    <div>
      <svg width="0" height="0" aria-hidden className={classes.defs}>
        <defs>
          <pattern
            id={pattern}
            width="6"
            height="6"
            patternUnits="userSpaceOnUse"
            patternTransform="rotate(45)"
          >
            <rect width="6" height="6" className={classes.hatchGround} />
            <line x1="0" y1="0" x2="0" y2="6" className={classes.hatchLine} />
          </pattern>
        </defs>
      </svg>
      <Legend steps={steps} pattern={pattern} />
      <ul className={classes.rows}>
        {rows.map(({ key, label, values }) => (
          <li key={key} className={classes.row}>
            <Text component="span" size="sm" fw={600}>
              {label}
            </Text>
            <svg className={classes.bars} height={HEIGHTS[0]} aria-hidden>
              {steps.map((step, index) => (
                <Bar
                  key={step}
                  share={shareOf(values[index] ?? 0, greatest)}
                  step={index}
                  pattern={pattern}
                />
              ))}
            </svg>
            <Text component="span" size="sm" className={classes.numbers}>
              {steps.map((step, index) => (
                <span key={step} className={classes.number}>
                  {format(values[index] ?? null)} <span className={classes.step}>{step}</span>
                </span>
              ))}
            </Text>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Bar({ share, step, pattern }: { share: number; step: number; pattern: string }) {
  if (share === 0) return null;
  const height = HEIGHTS[step] ?? 6;
  const top = ((HEIGHTS[0] ?? 18) - height) / 2;
  return (
    <rect
      x="0"
      y={top}
      width={`${share * 100}%`}
      height={height}
      rx="2"
      className={classes.bar}
      data-step={step}
      fill={step === 1 ? `url(#${pattern})` : undefined}
    />
  );
}

function Legend({ steps, pattern }: { steps: readonly string[]; pattern: string }) {
  return (
    <ul className={classes.legend} aria-label={charts.legend}>
      {steps.map((step, index) => (
        <li key={step}>
          <svg width="22" height="14" aria-hidden>
            <rect
              x="1"
              y="1"
              width="20"
              height="12"
              rx="2"
              className={classes.bar}
              data-step={index}
              fill={index === 1 ? `url(#${pattern})` : undefined}
            />
          </svg>
          {step}
        </li>
      ))}
    </ul>
  );
}
