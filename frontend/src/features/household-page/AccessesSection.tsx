import { Stack, Text } from "@mantine/core";
import { useLabelOf } from "@/api/reference";
import { Disclosure } from "@/components/Disclosure";
import { Section } from "@/components/Section";
import { ErrorState, LoadingState } from "@/components/states";
import { formatDateTime } from "@/i18n/format";
import { rights } from "@/i18n/fr/household-rights";
import classes from "./household-page.module.css";
import { type Access, useAccesses } from "./rights";

/** Who read the file: in what role, for which body, when; asked for only when somebody wants to know. */
export function AccessesSection({ link }: { link: string }) {
  return (
    <Section title={rights.accessesTitle}>
      <Disclosure label={rights.accessesShow}>
        <Accesses link={link} />
      </Disclosure>
    </Section>
  );
}

function Accesses({ link }: { link: string }) {
  const accesses = useAccesses(link);
  return (
    <Stack gap="sm">
      <Text size="sm">{rights.accessesIntro}</Text>
      {accesses.isPending ? <LoadingState lines={2} /> : null}
      {accesses.isError ? (
        <ErrorState
          error={accesses.error}
          title={rights.failed}
          onRetry={() => void accesses.refetch()}
        />
      ) : null}
      {accesses.data?.items.length === 0 ? <Text>{rights.accessesNone}</Text> : null}
      <ul className={classes.needs}>
        {accesses.data?.items.map((access) => (
          <li key={`${access.at} ${access.action}`}>
            <Line access={access} />
          </li>
        ))}
      </ul>
    </Stack>
  );
}

function Line({ access }: { access: Access }) {
  const role = useLabelOf("roles");
  const who = [...access.roles.map(role), ...access.partners].join(", ");
  return (
    <>
      <Text>{rights.accessActions[access.action] ?? rights.accessOther}</Text>
      <Text size="sm" c="dimmed">
        {[formatDateTime(access.at), who].filter(Boolean).join(" · ")}
      </Text>
    </>
  );
}
