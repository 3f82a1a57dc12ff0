import { Anchor, Stack, Text } from "@mantine/core";
import { formatPhone } from "@/i18n/format";
import { localResources } from "@/i18n/fr/local-resources";
import type { LocalResource } from "./api";

type Reachable = Pick<LocalResource, "name" | "contact_name" | "phone" | "email" | "website">;

/** Whom to ask for and how to reach them; each line is a link that a telephone understands. */
export function ContactDetails({ entry, className }: { entry: Reachable; className?: string }) {
  return (
    <Stack gap={2} align="flex-start" className={className}>
      {entry.contact_name ? <Text size="sm">{entry.contact_name}</Text> : null}
      {entry.phone ? (
        <Anchor size="sm" href={`tel:${entry.phone}`}>
          {formatPhone(entry.phone)}
        </Anchor>
      ) : null}
      {entry.email ? (
        <Anchor size="sm" href={`mailto:${entry.email}`} style={{ overflowWrap: "anywhere" }}>
          {entry.email}
        </Anchor>
      ) : null}
      {entry.website ? (
        <Anchor
          size="sm"
          href={entry.website}
          target="_blank"
          rel="noreferrer"
          aria-label={localResources.websiteOf(entry.name)}
        >
          {localResources.websiteShort}
        </Anchor>
      ) : null}
    </Stack>
  );
}
