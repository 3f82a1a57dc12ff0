import "@/styles/mantine-staff.css";
import { AppShell, Burger, Button, Group, Kbd } from "@mantine/core";
import { DatesProvider } from "@mantine/dates";
import "dayjs/locale/fr";
import { useDisclosure } from "@mantine/hooks";
import { Notifications } from "@mantine/notifications";
import { IconSearch } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { Link, Outlet, useRouter } from "@tanstack/react-router";
import { lazy, Suspense, useEffect } from "react";
import { useCurrentUser, useSession } from "@/api/use-session";
import { OfflineBanner } from "@/components/OfflineBanner";
import { navigation } from "@/i18n/fr/navigation";
import { FLOATING_ID } from "@/styles/theme";
import { Palette } from "./Palette";
import { MAIN_ID, SkipLink } from "./SkipLink";
import { StaffNavigation } from "./StaffNavigation";
import classes from "./StaffShell.module.css";
import { homeOf } from "./safe-path";
import { UserMenu } from "./UserMenu";
import { useShortcuts } from "./use-shortcuts";
import { Wordmark } from "./Wordmark";

const ShortcutsDialog = lazy(() => import("./ShortcutsDialog"));

/** Frame of the workspace: header, left menu, and what floats above every page. */
export function StaffShell() {
  const [menuOpened, menu] = useDisclosure(false);
  const [paletteOpened, palette] = useDisclosure(false);
  const [helpOpened, help] = useDisclosure(false);
  const { singleKeys, setSingleKeys } = useShortcuts({
    onPalette: palette.open,
    onHelp: help.open,
  });
  const user = useCurrentUser();
  useLeaveWhenSignedOut();

  return (
    <DatesProvider settings={{ locale: "fr", firstDayOfWeek: 1 }}>
      <SkipLink />
      <AppShell
        header={{ height: 64 }}
        navbar={{ width: 256, breakpoint: "sm", collapsed: { mobile: !menuOpened } }}
        padding={{ base: "md", md: "xl" }}
      >
        <AppShell.Header className={classes.bar}>
          <Group h="100%" px="md" justify="space-between" wrap="nowrap">
            <Group gap="sm" wrap="nowrap">
              <Burger
                opened={menuOpened}
                onClick={menu.toggle}
                hiddenFrom="sm"
                size="sm"
                aria-label={menuOpened ? navigation.closeMenu : navigation.openMenu}
                aria-expanded={menuOpened}
              />
              <Link to={homeOf(user)} className={classes.brand} aria-label={navigation.homeLink}>
                <Wordmark />
              </Link>
            </Group>
            <Group gap="sm" wrap="nowrap">
              <Button
                variant="default"
                className={classes.search}
                leftSection={<IconSearch size={18} aria-hidden />}
                rightSection={<Kbd visibleFrom="md">{navigation.searchHint}</Kbd>}
                onClick={palette.open}
              >
                <span className={classes.searchText}>{navigation.search}</span>
              </Button>
              <UserMenu onShortcuts={help.open} />
            </Group>
          </Group>
        </AppShell.Header>
        <AppShell.Navbar
          p="sm"
          className={`${classes.bar} ${classes.menu}`}
          mod={{ folded: !menuOpened }}
          component="div"
        >
          <StaffNavigation onNavigate={menu.close} />
        </AppShell.Navbar>
        <AppShell.Main id={MAIN_ID} tabIndex={-1} className={classes.main}>
          <OfflineBanner />
          <Outlet />
          <div id={FLOATING_ID} />
        </AppShell.Main>
      </AppShell>
      <Notifications position="bottom-right" limit={3} containerWidth={380} />
      {paletteOpened ? <Palette onClose={palette.close} onShortcuts={help.open} /> : null}
      <Suspense fallback={null}>
        {helpOpened ? (
          <ShortcutsDialog
            singleKeys={singleKeys}
            onSingleKeys={setSingleKeys}
            onClose={help.close}
          />
        ) : null}
      </Suspense>
    </DatesProvider>
  );
}

/** When the session ends, here or in another tab, nothing of it stays on the screen or in memory. */
function useLeaveWhenSignedOut(): void {
  const state = useSession();
  const router = useRouter();
  const queries = useQueryClient();
  useEffect(() => {
    if (state.status !== "anonymous") return;
    queries.clear();
    const search = state.ended ? { suite: router.state.location.href } : {};
    void router.navigate({ to: "/connexion", search });
  }, [state, router, queries]);
}
