import { createSpotlight, Spotlight, type SpotlightActionGroupData } from "@mantine/spotlight";
import {
  IconChartBar,
  IconFileText,
  IconFolder,
  IconKeyboard,
  IconLogout,
  IconPlus,
  IconSearch,
} from "@tabler/icons-react";
import { useRouter } from "@tanstack/react-router";
import { useEffect } from "react";
import { logout } from "@/api/auth";
import { useCurrentUser } from "@/api/use-session";
import { navigation } from "@/i18n/fr/navigation";
import {
  ACCOUNT_ENTRY,
  ADMIN_MENU,
  allowed,
  MAIN_MENU,
  NEW_FILE_PATH,
  NEW_OFFER_PATH,
  OCCUPATIONS_PATH,
} from "./menu";
import { usePaletteFiles } from "./use-palette-files";
import { PALETTE_FIELD } from "./use-typed-ahead";

const [store, palette] = createSpotlight();

/** What Spotlight does at each letter and offers to nobody: the first line is the one that Enter opens. */
function chooseFirst(): void {
  const lines = [...document.querySelectorAll("[data-action]")];
  for (const line of lines) line.toggleAttribute("data-selected", false);
  lines[0]?.setAttribute("data-selected", "true");
  store.updateState((state) => ({ ...state, selected: 0 }));
}

interface CommandPaletteProps {
  query: string;
  onQuery: (query: string) => void;
  onClose: () => void;
  onShortcuts: () => void;
}

/** Ctrl K: every page and action of the workspace by name. Loaded at its first use. */
export default function CommandPalette(props: CommandPaletteProps) {
  const { query, onQuery, onClose, onShortcuts } = props;
  const router = useRouter();
  const permissions = useCurrentUser()?.permissions ?? [];
  const files = usePaletteFiles(query, permissions.includes("read_prospects"));
  useEffect(() => palette.open(), []);
  // Spotlight chooses its first line when somebody types; files come later than that, and come first.
  const firstFile = files[0]?.id;
  useEffect(() => {
    if (firstFile !== undefined) chooseFirst();
  }, [firstFile]);

  const entries = [...allowed([...MAIN_MENU, ...ADMIN_MENU], permissions), ACCOUNT_ENTRY];
  const newFile = {
    id: "new-file",
    label: navigation.newProspect,
    leftSection: <IconPlus size={20} aria-hidden />,
    onClick: () => router.history.push(NEW_FILE_PATH),
  };
  const offers = [
    {
      id: "new-offer",
      permission: "create_job_offers",
      label: navigation.newJobOffer,
      leftSection: <IconFileText size={20} aria-hidden />,
      onClick: () => router.history.push(NEW_OFFER_PATH),
    },
    {
      id: "occupations",
      permission: "compare_occupations",
      label: navigation.occupations,
      leftSection: <IconChartBar size={20} aria-hidden />,
      onClick: () => router.history.push(OCCUPATIONS_PATH),
    },
  ];
  const actions: SpotlightActionGroupData[] = [
    {
      group: navigation.paletteFiles,
      actions: files.map((file) => ({
        id: file.id,
        label: file.lead_name,
        description: file.number,
        // What the server matched (occupation, city…) may not be in the label: let it through.
        keywords: [query],
        leftSection: <IconFolder size={20} aria-hidden />,
        onClick: () => router.history.push(`/dossiers/${file.id}`),
      })),
    },
    {
      group: navigation.palettePages,
      actions: entries.map((entry) => ({
        id: entry.path,
        label: entry.label,
        leftSection: <entry.icon size={20} aria-hidden />,
        onClick: () => router.history.push(entry.path),
      })),
    },
    {
      group: navigation.paletteActions,
      actions: [
        ...(permissions.includes("write_prospects") ? [newFile] : []),
        ...offers.flatMap(({ permission, ...offer }) =>
          permissions.includes(permission) ? [offer] : [],
        ),
        {
          id: "shortcuts",
          label: navigation.shortcuts,
          leftSection: <IconKeyboard size={20} aria-hidden />,
          onClick: onShortcuts,
        },
        {
          id: "sign-out",
          label: navigation.signOut,
          leftSection: <IconLogout size={20} aria-hidden />,
          onClick: () => void logout(),
        },
      ],
    },
  ];
  return (
    <Spotlight
      store={store}
      actions={actions}
      query={query}
      onQueryChange={onQuery}
      shortcut={null}
      highlightQuery
      scrollable
      maxHeight={420}
      nothingFound={navigation.paletteNothing}
      onSpotlightClose={onClose}
      searchProps={{
        ...PALETTE_FIELD,
        // Letters typed before the field was there have a first line too.
        onFocus: () => query !== "" && chooseFirst(),
        "aria-label": navigation.paletteLabel,
        placeholder: navigation.search,
        leftSection: <IconSearch size={20} aria-hidden />,
      }}
    />
  );
}
