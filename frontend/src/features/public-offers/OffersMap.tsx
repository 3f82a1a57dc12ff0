import { Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { Territory } from "@/api/reference";
import { publicOffers } from "@/i18n/fr/public-offers";
import type { FacetValue } from "./api";
import classes from "./public-offers.module.css";
import { chosen, type OfferSearch, readOfferSearch, toggled } from "./search";

const WIDTH = 320;
/** A degree of longitude is shorter than one of latitude at 44.6° north. */
const SQUEEZE = Math.cos((44.6 * Math.PI) / 180);

interface OffersMapProps {
  territories: Territory[];
  epcis: FacetValue[];
  search: OfferSearch;
}

/** The Lot as its communes draw it, with a disc for the offers of each intercommunalité. */
export function OffersMap({ territories, epcis, search }: OffersMapProps) {
  const communes = territories.filter((one) => one.kind === "commune" && one.latitude !== 0);
  if (communes.length === 0) return null;
  const [west, east] = bounds(communes.map(({ longitude }) => longitude));
  const [south, north] = bounds(communes.map(({ latitude }) => latitude));
  const scale = WIDTH / ((east - west) * SQUEEZE);
  const height = (north - south) * scale;
  const at = (latitude: number, longitude: number) => ({
    x: (longitude - west) * SQUEEZE * scale,
    y: (north - latitude) * scale,
  });
  const most = Math.max(1, ...epcis.map(({ offers }) => offers));
  return (
    <figure className={classes.map} aria-label={publicOffers.map}>
      <svg viewBox={`-24 -24 ${WIDTH + 48} ${height + 48}`}>
        <title>{publicOffers.map}</title>
        {communes.map(({ code, latitude, longitude }) => {
          const { x, y } = at(latitude, longitude);
          return <circle key={code} cx={x} cy={y} r={3} className={classes.commune} />;
        })}
        {epcis.map(({ code, label, offers }) => {
          const own = communes.filter(({ parent_code }) => parent_code === code);
          if (own.length === 0) return null;
          const { x, y } = at(
            mean(own.map((one) => one.latitude)),
            mean(own.map((one) => one.longitude)),
          );
          const radius = 13 + 13 * Math.sqrt(offers / most);
          return (
            <Link
              key={code}
              to="/offres"
              search={readOfferSearch({ ...toggled(search, "epci", code) })}
              resetScroll={false}
              className={classes.disc}
              data-chosen={chosen(search, "epci").includes(code) || undefined}
              aria-label={publicOffers.mapPlace(label, offers)}
            >
              <title>{publicOffers.mapPlace(label, offers)}</title>
              <circle cx={x} cy={y} r={radius} />
              <text x={x} y={y}>
                {offers}
              </text>
            </Link>
          );
        })}
      </svg>
      <Text component="figcaption" size="sm" c="dimmed">
        {publicOffers.mapHint}
      </Text>
    </figure>
  );
}

const bounds = (values: number[]): [number, number] => [Math.min(...values), Math.max(...values)];
const mean = (values: number[]): number =>
  values.reduce((sum, one) => sum + one, 0) / values.length;
