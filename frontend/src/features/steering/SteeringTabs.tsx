import { AnchorLink } from "@/components/links";
import { steering } from "@/i18n/fr/steering";
import classes from "./steering.module.css";

const TABS = [
  { to: "/pilotage", label: steering.committees },
  { to: "/pilotage/groupes", label: steering.groups },
  { to: "/pilotage/feuille-de-route", label: steering.roadmap },
  { to: "/pilotage/actions", label: steering.actions },
] as const;

/** The parts of the steering: links, so that each has an address. */
export function SteeringTabs() {
  return (
    <nav aria-label={steering.tabs} className={classes.tabs}>
      {TABS.map(({ to, label }) => (
        <AnchorLink
          key={to}
          to={to}
          underline="never"
          className={classes.tab}
          activeOptions={{ exact: true, includeSearch: false }}
        >
          {label}
        </AnchorLink>
      ))}
    </nav>
  );
}
