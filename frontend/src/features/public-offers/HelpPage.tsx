import { Group, Paper, SimpleGrid, Stack, Text, Title } from "@mantine/core";
import { ButtonLink } from "@/components/links";
import { PageHeader } from "@/components/PageHeader";
import { publicOffers } from "@/i18n/fr/public-offers";

/** `/reseau-accueil`: what the people of the Lot do for those who arrive. */
export function HelpPage() {
  return (
    <>
      <PageHeader
        title={publicOffers.helpPageTitle}
        documentTitle={publicOffers.helpTab}
        description={publicOffers.helpPageIntro}
      />
      <Stack gap="xl">
        <section aria-labelledby="themes">
          <Title order={2} id="themes" size="h3" mb="md">
            {publicOffers.helpThemesTitle}
          </Title>
          <SimpleGrid cols={{ base: 1, sm: 2, md: 3 }}>
            {publicOffers.helpThemes.map(({ title, text }) => (
              <Paper withBorder p="md" key={title}>
                <Title order={3} size="h4" mb={6}>
                  {title}
                </Title>
                <Text>{text}</Text>
              </Paper>
            ))}
          </SimpleGrid>
        </section>
        <section aria-labelledby="steps">
          <Title order={2} id="steps" size="h3" mb="xs">
            {publicOffers.helpStepsTitle}
          </Title>
          <Text mb="md" maw="44rem">
            {publicOffers.helpSteps}
          </Text>
          <Group>
            <ButtonLink to="/demande" size="lg">
              {publicOffers.ask}
            </ButtonLink>
            <ButtonLink to="/offres" size="lg" variant="default">
              {publicOffers.see}
            </ButtonLink>
          </Group>
        </section>
      </Stack>
    </>
  );
}
