import { Box, Group, Paper, SimpleGrid, Stack, Text, Title } from "@mantine/core";
import { usePageFocus } from "@/app/use-page-focus";
import { AnchorLink, ButtonLink } from "@/components/links";
import { home } from "@/i18n/fr/home";
import classes from "./HomePage.module.css";
import { Landscape } from "./Landscape";

/** The public front door: what the réseau accueil does, and one button to begin. */
export function HomePage() {
  const heading = usePageFocus(home.tab);
  return (
    <Stack gap="xl">
      <Box className={classes.hero}>
        <Stack gap="lg" maw="44rem" pos="relative">
          <Title order={1} ref={heading} tabIndex={-1}>
            {home.title}
          </Title>
          <Text size="lg">{home.lead}</Text>
          <Group gap="md">
            <ButtonLink to="/demande" size="lg">
              {home.ask}
            </ButtonLink>
            <ButtonLink to="/offres" size="lg" variant="default">
              {home.offers}
            </ButtonLink>
          </Group>
          <Text size="sm">{home.askHint}</Text>
          <Group gap="lg">
            <AnchorLink to="/mon-dossier" className={classes.follow}>
              {home.follow}
            </AnchorLink>
            <AnchorLink to="/rejoindre-le-reseau" className={classes.follow}>
              {home.employers}
            </AnchorLink>
          </Group>
        </Stack>
        <Landscape />
      </Box>
      <section aria-labelledby="how">
        <Title order={2} id="how" mb="md">
          {home.howTitle}
        </Title>
        <SimpleGrid component="ol" cols={{ base: 1, md: 3 }} className={classes.steps}>
          {home.steps.map((step, index) => (
            <Paper component="li" withBorder p="lg" key={step.title}>
              <Stack gap="xs">
                <span className={classes.number} aria-hidden="true">
                  {index + 1}
                </span>
                <Title order={3} size="h4">
                  {step.title}
                </Title>
                <Text>{step.text}</Text>
              </Stack>
            </Paper>
          ))}
        </SimpleGrid>
      </section>
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="xl">
        <section aria-labelledby="who">
          <Title order={2} id="who" size="h3" mb="xs">
            {home.whoTitle}
          </Title>
          <Text>{home.who}</Text>
        </section>
        <section aria-labelledby="privacy">
          <Title order={2} id="privacy" size="h3" mb="xs">
            {home.privacyTitle}
          </Title>
          <Text mb="xs">{home.privacy}</Text>
          <AnchorLink to="/confidentialite">{home.privacyLink}</AnchorLink>
        </section>
      </SimpleGrid>
    </Stack>
  );
}
