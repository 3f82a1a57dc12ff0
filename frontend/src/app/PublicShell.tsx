import { Box, Container, Group } from "@mantine/core";
import { Link, Outlet } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { AnchorLink, ButtonLink } from "@/components/links";
import { OfflineBanner } from "@/components/OfflineBanner";
import { usePublicReports } from "@/features/public-reports/api";
import { navigation } from "@/i18n/fr/navigation";
import { FLOATING_ID } from "@/styles/theme";
import { ColorSchemeSelect } from "./ColorSchemeSelect";
import classes from "./PublicShell.module.css";
import { MAIN_ID, SkipLink } from "./SkipLink";
import { Wordmark } from "./Wordmark";

/** Frame of the pages anybody may open. */
export function PublicShell() {
  return (
    <Frame
      nav
      aside={
        <ButtonLink to="/connexion" variant="subtle">
          {navigation.signIn}
        </ButtonLink>
      }
    />
  );
}

/** The same for a household that follows its file: nothing in it is for the staff. */
export function HouseholdShell() {
  return <Frame />;
}

/** The report that was published last, once there is one. */
function LatestReport() {
  const latest = usePublicReports().data?.[0];
  if (latest === undefined) return null;
  return (
    <li>
      <AnchorLink to="/bilan/$year" params={{ year: String(latest.year) }}>
        {navigation.publicReport(latest.year)}
      </AnchorLink>
    </li>
  );
}

function Frame({ aside, nav = false }: { aside?: ReactNode; nav?: boolean }) {
  return (
    <Box className={classes.page}>
      <SkipLink />
      <header className={classes.header}>
        <Container size="lg">
          <Group justify="space-between" py="sm" gap="xs" wrap="nowrap">
            <Link to="/" className={classes.brand} aria-label={navigation.homeLink}>
              <Wordmark />
            </Link>
            {aside}
          </Group>
          {nav ? (
            <nav aria-label={navigation.main}>
              <Group component="ul" className={classes.links} gap="lg" pb="xs">
                <li>
                  <AnchorLink to="/offres">{navigation.publicOffers}</AnchorLink>
                </li>
                <li>
                  <AnchorLink to="/evenements">{navigation.publicEvents}</AnchorLink>
                </li>
                <li>
                  <AnchorLink to="/employeurs-du-reseau">{navigation.publicEmployers}</AnchorLink>
                </li>
                <li>
                  <AnchorLink to="/reseau-accueil">{navigation.publicHelp}</AnchorLink>
                </li>
              </Group>
            </nav>
          ) : null}
        </Container>
      </header>
      <OfflineBanner />
      <main id={MAIN_ID} tabIndex={-1} className={classes.main}>
        <Container size="lg" py="xl">
          <Outlet />
        </Container>
        <div id={FLOATING_ID} />
      </main>
      <footer className={classes.footer}>
        <Container size="lg">
          <Group justify="space-between" align="flex-end" py="lg" gap="lg">
            <Group component="ul" className={classes.links} gap="lg">
              <li>
                <AnchorLink to="/ambassadeurs">{navigation.publicAmbassadors}</AnchorLink>
              </li>
              <li>
                <AnchorLink to="/lettre">{navigation.newsletter}</AnchorLink>
              </li>
              <LatestReport />
              <li>
                <AnchorLink to="/accessibilite">{navigation.accessibility}</AnchorLink>
              </li>
              <li>
                <AnchorLink to="/mentions-legales">{navigation.legal}</AnchorLink>
              </li>
              <li>
                <AnchorLink to="/confidentialite">{navigation.privacy}</AnchorLink>
              </li>
              <li>
                <AnchorLink to="/donnees-personnelles">{navigation.yourData}</AnchorLink>
              </li>
            </Group>
            <ColorSchemeSelect />
          </Group>
        </Container>
      </footer>
    </Box>
  );
}
