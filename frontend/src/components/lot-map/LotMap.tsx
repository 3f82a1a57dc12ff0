import { type KeyboardEvent, useMemo, useState } from "react";
import { useContours } from "./contours";
import classes from "./lot-map.module.css";
import { type MapEpci, type PlacedCommune, schematicMap } from "./map";
import { type Shade, shortName } from "./shades";

/** An EPCI that can be chosen, with the sentence that a reader hears. */
export interface NamedEpci {
  code: string;
  name: string;
  sentence: string;
}

interface LotMapProps<Commune> {
  /** What the map shows, for readers. */
  name: string;
  epcis: readonly NamedEpci[];
  communes: readonly Commune[];
  /** How strongly a commune is coloured. */
  shade: (commune: Commune) => Shade;
  /** What a pointer over a commune tells. */
  title: (commune: Commune) => string;
  selected: string | null;
  onSelect: (code: string) => void;
}

/** The Lot as a map of cells: each EPCI is a button, and the tables below say the same in words. */
export function LotMap<Commune extends PlacedCommune>(props: LotMapProps<Commune>) {
  const { epcis, communes, selected } = props;
  const contours = useContours();
  const [focused, setFocused] = useState<string | null>(null);
  const map = useMemo(() => schematicMap(communes, contours.data ?? []), [communes, contours.data]);
  const drawn = epcis.flatMap((epci) => {
    const shape = map.epcis.find((one) => one.code === epci.code);
    return shape === undefined ? [] : [{ epci, shape }];
  });
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot hold shapes
    <svg viewBox={map.viewBox} className={classes.map} role="group" aria-label={props.name}>
      {drawn.map(({ epci, shape }) => (
        <EpciShape
          key={epci.code}
          epci={epci}
          shape={shape}
          shade={props.shade}
          title={props.title}
          selected={selected === epci.code}
          onSelect={() => props.onSelect(epci.code)}
          onFocus={(has) => setFocused(has ? epci.code : null)}
        />
      ))}
      <g aria-hidden className={classes.overlay}>
        {drawn.map(({ epci, shape }) => (
          <path key={epci.code} d={shape.border} className={classes.border} />
        ))}
        {drawn
          .filter(({ epci }) => epci.code === selected || epci.code === focused)
          .map(({ epci, shape }) => (
            <path
              key={epci.code}
              d={shape.border}
              className={epci.code === focused ? classes.focused : classes.chosen}
            />
          ))}
        {drawn
          .filter(({ shape }) => shape.communes.length >= NAMED)
          .map(({ epci, shape }) => (
            <Label key={epci.code} name={shortName(epci.name)} shape={shape} />
          ))}
      </g>
    </svg>
  );
}

interface EpciShapeProps<Commune> {
  epci: NamedEpci;
  shape: MapEpci<Commune>;
  shade: (commune: Commune) => Shade;
  title: (commune: Commune) => string;
  selected: boolean;
  onSelect: () => void;
  onFocus: (has: boolean) => void;
}

function EpciShape<Commune extends PlacedCommune>(props: EpciShapeProps<Commune>) {
  const { epci, shape, shade, selected, onSelect, onFocus } = props;
  const press = (event: KeyboardEvent) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    onSelect();
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a button cannot hold shapes
    <g
      role="button"
      tabIndex={0}
      aria-pressed={selected}
      aria-label={epci.sentence}
      className={classes.epci}
      onClick={onSelect}
      onKeyDown={press}
      onFocus={() => onFocus(true)}
      onBlur={() => onFocus(false)}
    >
      {shape.communes.map(({ commune, path }) => (
        <path key={commune.code} d={path} className={classes.commune} data-shade={shade(commune)}>
          <title>{props.title(commune)}</title>
        </path>
      ))}
    </g>
  );
}

/** Communes from which an EPCI has room for its name; the detail names the others. */
const NAMED = 5;
/** Letters in a line of a name on the map, at most, and the height of a line. */
const LINE = 12;
const LINE_KM = 2.6;

/** A name over its EPCI, in short lines. */
function Label({ name, shape }: { name: string; shape: MapEpci<unknown> }) {
  const lines = linesOf(name);
  const [x, y] = shape.middle;
  return (
    <text className={classes.label} textAnchor="middle">
      {lines.map((line, index) => (
        <tspan key={line} x={x} y={y + (index - (lines.length - 1) / 2) * LINE_KM}>
          {line}
        </tspan>
      ))}
    </text>
  );
}

function linesOf(name: string): string[] {
  const lines: string[] = [];
  for (const word of name.split(" ")) {
    const last = lines.at(-1);
    const fits = last !== undefined && last.length + word.length < LINE;
    if (fits) lines.splice(-1, 1, `${last} ${word}`);
    else lines.push(word);
  }
  return lines;
}
