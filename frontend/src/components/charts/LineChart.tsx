import { useElementSize } from "@mantine/hooks";
import { charts } from "@/i18n/fr/charts";
import classes from "./charts.module.css";
import { labelStep, lineThrough, type Plot, ticksOf, xOf, yOf } from "./geometry";

/** One line of a chart; null is a month in which nothing was measured. */
export interface Series {
  key: string;
  label: string;
  values: readonly (number | null)[];
}

interface LineChartProps {
  title: string;
  /** What the picture shows, in one sentence for those who do not see it. */
  summary: string;
  /** One name per value: short ones are written, full ones are told. */
  places: readonly { short: string; full: string }[];
  series: readonly Series[];
  format: (value: number) => string;
  /** A level to reach, drawn across. */
  goal?: { value: number; label: string };
}

/** What is drawn before the room is known, and on paper. */
const WIDTH = 640;
const HEIGHT = 220;
const LABEL = 44;

/** Lines over time: each has its own stroke and its own mark, so that no colour has to be told from another. */
export function LineChart({ title, summary, places, series, format, goal }: LineChartProps) {
  const { ref, width: room } = useElementSize();
  const width = room > 0 ? room : WIDTH;
  const greatest = Math.max(0, goal?.value ?? 0, ...series.flatMap((one) => known(one.values)));
  const ticks = ticksOf(greatest);
  const top = ticks.at(-1) ?? 1;
  const left = 16 + 8 * Math.max(...ticks.map((tick) => format(tick).length));
  const plot: Plot = { width, height: HEIGHT, margins: { top: 12, right: 16, bottom: 28, left } };
  const step = labelStep(places.length, width - left, LABEL);
  return (
    <div ref={ref}>
      {series.length > 1 ? <Legend series={series} /> : null}
      <svg
        viewBox={`0 0 ${width} ${HEIGHT}`}
        className={classes.line}
        role="img"
        aria-label={charts.lineName(title, summary)}
      >
        {ticks.map((tick) => (
          <g key={tick} className={classes.tick}>
            <line x1={left} x2={width - 16} y1={yOf(tick, top, plot)} y2={yOf(tick, top, plot)} />
            <text x={left - 8} y={yOf(tick, top, plot)} textAnchor="end" dominantBaseline="middle">
              {format(tick)}
            </text>
          </g>
        ))}
        {places.map(({ short }, index) =>
          index % step === 0 ? (
            <text
              key={short}
              x={xOf(index, places.length, plot)}
              y={HEIGHT - 8}
              textAnchor="middle"
              className={classes.place}
            >
              {short}
            </text>
          ) : null,
        )}
        {goal ? <Goal {...goal} y={yOf(goal.value, top, plot)} left={left} width={width} /> : null}
        {series.map((one, number) => (
          <g key={one.key} className={classes.series} data-series={number}>
            <path d={lineThrough(one.values, top, plot)} />
            {one.values.map((value, index) =>
              value === null ? null : (
                <Mark
                  key={places[index]?.full ?? index}
                  number={number}
                  x={xOf(index, places.length, plot)}
                  y={yOf(value, top, plot)}
                  title={charts.point(places[index]?.full ?? "", format(value))}
                />
              ),
            )}
          </g>
        ))}
      </svg>
    </div>
  );
}

const known = (values: readonly (number | null)[]): number[] =>
  values.filter((value) => value !== null);

function Goal(props: { label: string; y: number; left: number; width: number }) {
  const { y, left, width } = props;
  return (
    <g className={classes.goal}>
      <line x1={left} x2={width - 16} y1={y} y2={y} />
      <text x={width - 16} y={y - 5} textAnchor="end">
        {props.label}
      </text>
    </g>
  );
}

interface MarkProps {
  number: number;
  x: number;
  y: number;
  title?: string;
}

/** A disc, a square, a triangle: the shape tells the line. */
function Mark({ number, x, y, title }: MarkProps) {
  const told = title ? <title>{title}</title> : null;
  if (number === 1) {
    return (
      <rect x={x - 4} y={y - 4} width="8" height="8">
        {told}
      </rect>
    );
  }
  if (number === 2) {
    return <polygon points={`${x},${y - 5} ${x + 5},${y + 4} ${x - 5},${y + 4}`}>{told}</polygon>;
  }
  return (
    <circle cx={x} cy={y} r="4">
      {told}
    </circle>
  );
}

function Legend({ series }: { series: readonly Series[] }) {
  return (
    <ul className={classes.legend} aria-label={charts.legend}>
      {series.map((one, number) => (
        <li key={one.key}>
          <svg width="36" height="14" aria-hidden className={classes.series} data-series={number}>
            <path d="M2 7L34 7" />
            <Mark number={number} x={18} y={7} />
          </svg>
          {one.label}
        </li>
      ))}
    </ul>
  );
}
