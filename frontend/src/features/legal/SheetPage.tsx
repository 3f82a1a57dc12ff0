import { Box, List, Text, Title } from "@mantine/core";
import { PageHeader } from "@/components/PageHeader";
import type { accessibility } from "@/i18n/fr/legal";

/** A page of plain text with headings. */
export function SheetPage({ sheet }: { sheet: typeof accessibility }) {
  return (
    <Box component="article" className="oml-prose">
      <PageHeader title={sheet.title} description={sheet.intro} />
      {sheet.sections.map((section) => (
        <section key={section.title}>
          <Title order={2} size="h3">
            {section.title}
          </Title>
          {section.paragraphs.map((paragraph) => (
            <Text key={paragraph} mb="xs">
              {paragraph}
            </Text>
          ))}
          {section.items ? (
            <List withPadding>
              {section.items.map((item) => (
                <List.Item key={item}>{item}</List.Item>
              ))}
            </List>
          ) : null}
        </section>
      ))}
    </Box>
  );
}
