import {
  IconAddressBook,
  IconBook2,
  IconBriefcase2,
  IconBuildingCommunity,
  IconCalendarEvent,
  IconChartBar,
  IconClipboardList,
  IconClockHour4,
  IconCopy,
  IconFileCertificate,
  IconFileImport,
  IconFolders,
  IconHeartHandshake,
  IconHistory,
  IconHourglassLow,
  IconInbox,
  IconLayoutKanban,
  IconMap2,
  IconPackage,
  IconReport,
  IconRoute,
  IconShieldLock,
  IconShieldQuestion,
  IconSpeakerphone,
  IconSunrise,
  IconTargetArrow,
  IconUserCircle,
  IconUsers,
} from "@tabler/icons-react";
import type { ComponentType } from "react";
import { navigation } from "@/i18n/fr/navigation";

/** One entry of the workspace's menu, palette and shortcuts. */
export interface MenuEntry {
  path: string;
  label: string;
  icon: ComponentType<{ size?: number; "aria-hidden"?: boolean }>;
  /** Permission that shows the entry; absent for everybody signed in. */
  permission?: string;
  /** Letter typed after `g` to go there. */
  key?: string;
  /** What those are told who see their own only, because they lack this permission. */
  own?: { label: string; without: string };
}

export const MAIN_MENU: readonly MenuEntry[] = [
  {
    path: "/ma-journee",
    label: navigation.myDay,
    icon: IconSunrise,
    permission: "read_prospects",
    key: "j",
  },
  {
    path: "/boite",
    label: navigation.inbox,
    icon: IconInbox,
    permission: "handle_contact_requests",
    key: "b",
  },
  {
    path: "/dossiers",
    label: navigation.prospects,
    icon: IconFolders,
    permission: "read_prospects",
    key: "d",
  },
  {
    path: "/tableau",
    label: navigation.board,
    icon: IconLayoutKanban,
    permission: "count_prospects",
    key: "t",
  },
  {
    path: "/doublons",
    label: navigation.duplicates,
    icon: IconCopy,
    permission: "read_prospects",
    key: "u",
  },
  {
    path: "/tableau-de-bord",
    label: navigation.dashboard,
    icon: IconChartBar,
    permission: "read_dashboard",
    key: "f",
  },
  {
    path: "/annuaire",
    label: navigation.directory,
    icon: IconBook2,
    permission: "read_local_resources",
    key: "a",
  },
  {
    path: "/employeurs",
    label: navigation.employers,
    icon: IconBriefcase2,
    permission: "read_employers",
    own: { label: navigation.ownEmployer, without: "create_employers" },
    key: "e",
  },
  {
    path: "/calendrier",
    label: navigation.events,
    icon: IconCalendarEvent,
    permission: "read_events",
    key: "v",
  },
  {
    path: "/campagnes",
    label: navigation.campaigns,
    icon: IconSpeakerphone,
    permission: "read_campaigns",
    key: "p",
  },
  {
    path: "/reseau-ambassadeurs",
    label: navigation.ambassadors,
    icon: IconHeartHandshake,
    permission: "read_ambassadors",
    key: "m",
  },
  { path: "/kit", label: navigation.kit, icon: IconPackage, permission: "read_kit", key: "k" },
  {
    path: "/enquetes",
    label: navigation.needsSurveys,
    icon: IconClipboardList,
    permission: "follow_needs_surveys",
    key: "q",
  },
  {
    path: "/offres-emploi",
    label: navigation.jobOffers,
    icon: IconReport,
    permission: "read_job_offers",
    key: "o",
  },
  {
    path: "/pilotage",
    label: navigation.steering,
    icon: IconTargetArrow,
    permission: "read_steering",
    key: "r",
  },
  {
    path: "/bilans",
    label: navigation.reports,
    icon: IconFileCertificate,
    permission: "read_reports",
    key: "l",
  },
  {
    path: "/supervision",
    label: navigation.supervision,
    icon: IconMap2,
    permission: "supervise",
    key: "s",
  },
  {
    path: "/imports",
    label: navigation.imports,
    icon: IconFileImport,
    permission: "import_files",
    key: "i",
  },
];

/** Where the palette writes an offer down, and compares occupations. */
export const NEW_OFFER_PATH = "/offres-emploi/nouvelle";
export const OCCUPATIONS_PATH = "/offres-emploi/metiers";

/** Where the letter `n` and the palette open a new file. */
export const NEW_FILE_PATH = "/dossiers/nouveau";

export const ADMIN_MENU: readonly MenuEntry[] = [
  {
    path: "/administration/utilisateurs",
    label: navigation.users,
    icon: IconUsers,
    permission: "manage_users",
  },
  {
    path: "/administration/partenaires",
    label: navigation.partners,
    icon: IconBuildingCommunity,
    permission: "read_partners",
  },
  {
    path: "/administration/referents",
    label: navigation.referents,
    icon: IconAddressBook,
    permission: "read_referents",
  },
  {
    path: "/administration/orientation",
    label: navigation.routingTable,
    icon: IconRoute,
    permission: "manage_routing_table",
  },
  {
    path: "/administration/delais",
    label: navigation.serviceLevels,
    icon: IconClockHour4,
    permission: "manage_service_levels",
  },
  {
    path: "/administration/demandes",
    label: navigation.privacyRequests,
    icon: IconShieldQuestion,
    permission: "manage_privacy_requests",
  },
  {
    path: "/administration/conservation",
    label: navigation.retention,
    icon: IconHourglassLow,
    permission: "manage_retention",
  },
  {
    path: "/administration/journal",
    label: navigation.audit,
    icon: IconHistory,
    permission: "read_audit",
  },
  {
    path: "/administration/registre",
    label: navigation.register,
    icon: IconShieldLock,
    permission: "read_processing_register",
  },
];

export const ACCOUNT_ENTRY: MenuEntry = {
  path: "/mon-compte",
  label: navigation.account,
  icon: IconUserCircle,
  key: "c",
};

/** The entries a person may use. */
export function allowed(
  entries: readonly MenuEntry[],
  permissions: readonly string[],
): MenuEntry[] {
  const open = entries.filter(
    (entry) => !entry.permission || permissions.includes(entry.permission),
  );
  return open.map((entry) =>
    entry.own && !permissions.includes(entry.own.without)
      ? { ...entry, label: entry.own.label }
      : entry,
  );
}
