import { Box, Group, Stack, Text, Textarea } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useKeysetList } from "@/api/pages";
import { useTerritoryName } from "@/api/reference";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import { FormDialog } from "@/components/FormDialog";
import { AnchorLink } from "@/components/links";
import { MoreButton } from "@/components/MoreButton";
import { PhoneLink } from "@/components/PhoneLink";
import { Section } from "@/components/Section";
import { SmallButton } from "@/components/SmallButton";
import { toastDone } from "@/components/toasts";
import { formatShortDate } from "@/i18n/format";
import { employerSpace } from "@/i18n/fr/employer-space";
import { employers } from "@/i18n/fr/employers";
import { decideSignUp, EMPLOYERS, SIGN_UPS, type SignUp } from "./api";
import classes from "./employers.module.css";

type Open = { signUp: SignUp; as: "accepted" | "refused" };

/** Sign-ups that wait: the employer or the address was known already. Shown only while there are some. */
export function SignUpsSection() {
  const list = useKeysetList<SignUp>(SIGN_UPS, { status: "waiting", count: "exact" });
  const queries = useQueryClient();
  const [open, setOpen] = useState<Open | null>(null);
  if (!list.isSuccess || list.items.length === 0) return null;
  const decide = async (to: Open["as"], reason: string | null) => {
    if (open) await decideSignUp(open.signUp, to, reason);
    toastDone(to === "accepted" ? employerSpace.signUpAccepted : employerSpace.signUpRefused);
    await queries.invalidateQueries({ queryKey: [SIGN_UPS] });
    await queries.invalidateQueries({ queryKey: [EMPLOYERS] });
  };
  return (
    <Box mb="xl">
      <Section title={employerSpace.signUps}>
        <Text mb="md">{employerSpace.signUpsIntro}</Text>
        <ul className={classes.list}>
          {list.items.map((signUp) => (
            <li key={signUp.id}>
              <Line signUp={signUp} onDecide={(as) => setOpen({ signUp, as })} />
            </li>
          ))}
        </ul>
        <MoreButton list={list} />
        <ConfirmDialog
          opened={open?.as === "accepted"}
          title={employerSpace.acceptTitle(open ? whoOf(open.signUp) : "")}
          confirmLabel={employerSpace.accept}
          onConfirm={() => decide("accepted", null)}
          onClose={() => setOpen(null)}
        >
          {employerSpace.acceptText}
        </ConfirmDialog>
        {open?.as === "refused" ? (
          <RefuseDialog
            onClose={() => setOpen(null)}
            onSend={(reason) => decide("refused", reason)}
          />
        ) : null}
      </Section>
    </Box>
  );
}

const whoOf = ({ first_name, last_name }: SignUp) => `${first_name} ${last_name}`;

function Line({ signUp, onDecide }: { signUp: SignUp; onDecide: (as: Open["as"]) => void }) {
  const territory = useTerritoryName();
  const who = whoOf(signUp);
  return (
    <Stack gap={4} align="flex-start">
      <Text fw={600}>{employerSpace.signUpOf(who, signUp.name)}</Text>
      <Text size="sm" c="dimmed">
        {[signUp.siret, territory(signUp.commune_code), formatShortDate(signUp.received_at)].join(
          " · ",
        )}
      </Text>
      <Text size="sm" className={classes.long}>
        {signUp.email}
      </Text>
      {signUp.phone ? <PhoneLink phone={signUp.phone} size="sm" /> : null}
      {signUp.message ? <Text className={classes.said}>{signUp.message}</Text> : null}
      <Group gap="xs">
        <SmallButton
          label={employerSpace.accept}
          name={employerSpace.acceptOf(who)}
          onClick={() => onDecide("accepted")}
        />
        <SmallButton
          label={employerSpace.refuse}
          name={employerSpace.refuseOf(who)}
          onClick={() => onDecide("refused")}
        />
        {signUp.employer_id ? (
          <AnchorLink to="/employeurs/$employerId" params={{ employerId: signUp.employer_id }}>
            {employers.openKnown}
          </AnchorLink>
        ) : null}
      </Group>
    </Stack>
  );
}

interface RefuseDialogProps {
  onClose: () => void;
  onSend: (reason: string) => Promise<void>;
}

function RefuseDialog({ onClose, onSend }: RefuseDialogProps) {
  return (
    <FormDialog<{ reason: string }>
      title={employerSpace.refuse}
      submitLabel={employerSpace.refuse}
      danger
      initialValues={{ reason: "" }}
      validate={{ reason: (reason) => (reason.trim() === "" ? employers.reasonRequired : null) }}
      labels={{ reason: employers.reason }}
      send={async ({ reason }) => {
        await onSend(reason.trim());
        return true;
      }}
      onClose={onClose}
    >
      {(form) => (
        <Textarea
          label={employers.reason}
          description={employerSpace.refuseHint}
          required
          autosize
          minRows={3}
          {...form.getInputProps("reason")}
        />
      )}
    </FormDialog>
  );
}
