import { Stack, Text, Title } from "@mantine/core";
import { ButtonLink } from "@/components/links";
import { formatInteger } from "@/i18n/format";
import { supervision } from "@/i18n/fr/supervision";
import { keptText, referentsOf, waitingFiles } from "./figures";
import { LoadText } from "./LoadText";
import classes from "./supervision.module.css";
import type { EpciLoad, Supervision } from "./types";

/** Communes named in the detail at most. */
const SHOWN = 8;

/** The figures of the EPCI chosen on the map or in the table. */
export function EpciDetail({ epci, data }: { epci: EpciLoad | null; data: Supervision }) {
  return (
    <section
      aria-label={supervision.detail}
      aria-live="polite"
      className={`${classes.detail} ${epci === null ? "oml-no-print" : ""}`}
    >
      {epci === null ? (
        <Text c="dimmed">{supervision.detailNone}</Text>
      ) : (
        <Chosen epci={epci} data={data} />
      )}
    </section>
  );
}

function Chosen({ epci, data }: { epci: EpciLoad; data: Supervision }) {
  const referents = referentsOf(epci, data.referents, data.communes);
  const communes = data.communes
    .filter((one) => one.epci_code === epci.code && one.open_files > 0)
    .toSorted((one, other) => other.open_files - one.open_files)
    .slice(0, SHOWN);
  const facts: [string, string][] = [
    [supervision.columnOpen, formatInteger(epci.open_files)],
    [supervision.columnProposed, formatInteger(epci.proposed)],
    [supervision.columnOverdue, formatInteger(epci.overdue)],
    [supervision.columnWaiting, formatInteger(waitingFiles(epci))],
    [supervision.columnAccepted, keptText(epci.accepted_in_time)],
    [supervision.columnContact, keptText(epci.first_contact_in_time)],
  ];
  return (
    <Stack gap="sm">
      <Title order={3} size="h5">
        {epci.name}
      </Title>
      <Facts lines={facts} />
      <div>
        <Text size="sm" fw={600}>
          {supervision.detailReferents}
        </Text>
        {referents.length === 0 ? (
          <Text size="sm">{supervision.detailNobody}</Text>
        ) : (
          <ul className={classes.plain}>
            {referents.map((one) => (
              <li key={one.referent_id}>
                <Text size="sm">{one.name}</Text>
                <LoadText referent={one} />
              </li>
            ))}
          </ul>
        )}
      </div>
      {communes.length > 0 ? (
        <div>
          <Text size="sm" fw={600}>
            {supervision.communesWithFiles}
          </Text>
          <Facts lines={communes.map((one) => [one.name, formatInteger(one.open_files)])} />
        </div>
      ) : null}
      <ButtonLink
        to="/dossiers"
        search={{ epci: [epci.code] }}
        variant="default"
        className="oml-no-print"
      >
        {supervision.detailFiles}
      </ButtonLink>
    </Stack>
  );
}

function Facts({ lines }: { lines: [string, string][] }) {
  return (
    <dl className={classes.facts}>
      {lines.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
