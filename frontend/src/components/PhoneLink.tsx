import { Anchor, type AnchorProps } from "@mantine/core";
import { formatPhone } from "@/i18n/format";

/** A phone number to press: written in pairs, dialled in its international form. */
export function PhoneLink({ phone, ...props }: { phone: string } & AnchorProps) {
  return (
    <Anchor href={`tel:${phone}`} {...props}>
      {formatPhone(phone)}
    </Anchor>
  );
}
