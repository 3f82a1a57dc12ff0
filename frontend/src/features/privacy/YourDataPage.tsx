import { Box, Text, Title } from "@mantine/core";
import { AnchorLink } from "@/components/links";
import { PageHeader } from "@/components/PageHeader";
import { NoticeText, useNotices } from "@/components/PrivacyNotice";
import { ErrorState, LoadingState } from "@/components/states";
import { yourData as said } from "@/i18n/fr/privacy";

/** `/donnees-personnelles`: what is done with data, purpose by purpose, from the register itself. */
export function YourDataPage() {
  const notices = useNotices();
  return (
    <Box component="article" className="oml-prose">
      <PageHeader title={said.title} description={said.intro} />
      <Text mb="md">{said.promise}</Text>
      <Title order={2} size="h3">
        {said.uses}
      </Title>
      {notices.isPending ? <LoadingState lines={8} /> : null}
      {notices.isError ? (
        <ErrorState error={notices.error} onRetry={() => void notices.refetch()} />
      ) : null}
      {notices.data?.items.map((line) => (
        <section key={line.code} aria-labelledby={line.code}>
          <Title order={3} size="h4" mt="lg" mb={4} id={line.code}>
            {line.title}
          </Title>
          <NoticeText
            line={line}
            controller={notices.data.controller}
            contact={notices.data.contact}
          />
        </section>
      ))}
      <Title order={2} size="h3" mt="xl">
        {said.yourRights}
      </Title>
      {notices.data ? <Text>{said.write(notices.data.contact)}</Text> : null}
      <Text>{said.complaint}</Text>
      <Text>
        <AnchorLink to="/mon-dossier">{said.myFile}</AnchorLink>
      </Text>
      <Text>
        <AnchorLink to="/confidentialite">{said.policy}</AnchorLink>
      </Text>
    </Box>
  );
}
