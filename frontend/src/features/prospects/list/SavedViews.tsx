import { Link } from "@tanstack/react-router";
import { useCurrentUser } from "@/api/use-session";
import { prospects } from "@/i18n/fr/prospects";
import classes from "./list.module.css";
import { type ProspectSearch, sameSearch } from "./search";

interface View {
  name: string;
  search: ProspectSearch;
}

/** Named lists, as plain links: each can be bookmarked, shared and opened in a tab. */
export function SavedViews({ search }: { search: ProspectSearch }) {
  const referentId = useCurrentUser()?.referent_id ?? null;
  return (
    <nav aria-label={prospects.views} className={`${classes.views} oml-no-print`}>
      {viewsOf(referentId).map((view) => (
        <Link
          key={view.name}
          to="/dossiers"
          search={view.search}
          className={classes.view}
          data-current={sameSearch(view.search, search) || undefined}
          aria-current={sameSearch(view.search, search) ? "page" : undefined}
          activeOptions={{ exact: true, includeSearch: true }}
        >
          {view.name}
        </Link>
      ))}
    </nav>
  );
}

function viewsOf(referentId: string | null): View[] {
  const mine = { name: prospects.viewMine, search: { referent_id: referentId ?? undefined } };
  return [
    { name: prospects.viewAll, search: {} },
    ...(referentId === null ? [] : [mine]),
    { name: prospects.viewOverdue, search: { overdue: true, sort: "next_action_on" } },
    { name: prospects.viewUnassigned, search: { unassigned: true, status: ["new", "qualified"] } },
    { name: prospects.viewNew, search: { status: ["new"] } },
    { name: prospects.viewSupported, search: { status: ["supported", "confirmed"] } },
    { name: prospects.viewArchived, search: { archived: "true" } },
  ];
}
