import { Alert, Group, Text } from "@mantine/core";
import { AnchorLink } from "@/components/links";
import { duplicates as said } from "@/i18n/fr/duplicates";
import { type Duplicate, useDuplicatesOf } from "./api";

/** Says that the file resembles others, and leads to the comparison; nothing when it does not. */
export function ResemblanceNotice({ prospectId }: { prospectId: string }) {
  const pairs = useDuplicatesOf(prospectId).data ?? [];
  return (
    <>
      {pairs.map((pair) => (
        <Notice key={pair.id} pair={pair} prospectId={prospectId} />
      ))}
    </>
  );
}

function Notice({ pair, prospectId }: { pair: Duplicate; prospectId: string }) {
  const other = pair.files.find(({ id }) => id !== prospectId);
  return (
    <Alert mb="md" color="ochre">
      <Group gap="sm">
        <Text size="sm">
          {other === undefined
            ? pair.hidden
            : said.resembles(`${other.number} (${other.lead_name})`)}
        </Text>
        {other === undefined ? null : (
          <AnchorLink size="sm" to="/doublons/$duplicateId" params={{ duplicateId: pair.id }}>
            {said.compareOf(other.number)}
          </AnchorLink>
        )}
      </Group>
    </Alert>
  );
}
