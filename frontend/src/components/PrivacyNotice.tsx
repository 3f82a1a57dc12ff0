import { Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { call } from "@/api/transport";
import type { Schema } from "@/api/types";
import { privacyNotice } from "@/i18n/fr/privacy-notice";
import { Disclosure } from "./Disclosure";
import { AnchorLink } from "./links";

/** What everybody may know of what is done with their data; it changes with a release only. */
export function useNotices() {
  return useQuery({
    queryKey: ["public", "processing-notices"],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: ({ signal }) =>
      call<Schema<"ProcessingNotices">>("GET", "/public/processing-notices", { signal }),
  });
}

/** Under a public form: who asks, why, for how long, and what rights there are. */
export function PrivacyNotice({ form }: { form: string }) {
  const { data } = useNotices();
  const line = data?.items.find(({ forms }) => forms.includes(form));
  if (data === undefined || line === undefined) {
    return <AnchorLink to="/donnees-personnelles">{privacyNotice.more}</AnchorLink>;
  }
  return (
    <Disclosure label={privacyNotice.question}>
      <NoticeText line={line} controller={data.controller} contact={data.contact} />
      <AnchorLink to="/donnees-personnelles">{privacyNotice.more}</AnchorLink>
    </Disclosure>
  );
}

/** The same for a device that was given the text of its form, and may have no network to ask for more. */
export function FormNotice({ notice }: { notice: Schema<"FormNotice"> }) {
  return (
    <Disclosure label={privacyNotice.question}>
      <NoticeText line={notice.purpose} controller={notice.controller} contact={notice.contact} />
    </Disclosure>
  );
}

interface NoticeTextProps {
  line: Schema<"ProcessingNotice">;
  controller: string;
  contact: string;
}

/** One purpose, in a few lines. */
export function NoticeText({ line, controller, contact }: NoticeTextProps) {
  const lines = [
    [privacyNotice.who, `${controller}.`],
    [privacyNotice.why, line.why],
    [privacyNotice.basis, privacyNotice.bases[line.legal_basis] ?? line.legal_basis],
    [privacyNotice.data, line.data],
    [privacyNotice.recipients, line.recipients],
    [privacyNotice.duration, line.duration],
    [privacyNotice.rights, privacyNotice.rightsOf(line.legal_basis, contact)],
  ] as const;
  return (
    <>
      {lines.map(([name, text]) => (
        <Text key={name} size="sm" mb={4}>
          <b>{name}</b> {text}
        </Text>
      ))}
    </>
  );
}
