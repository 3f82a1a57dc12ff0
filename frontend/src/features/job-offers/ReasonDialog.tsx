import { Textarea } from "@mantine/core";
import { FormDialog } from "@/components/FormDialog";
import { toastDone } from "@/components/toasts";
import { jobOffers } from "@/i18n/fr/job-offers";
import { type JobOffer, moveJobOffer, useRefreshJobOffers } from "./api";

interface ReasonDialogProps {
  offer: JobOffer;
  to: "rejected" | "suspended";
  onClose: () => void;
}

/** Hands an offer back or suspends it: the employer is owed a reason. */
export function ReasonDialog({ offer, to, onClose }: ReasonDialogProps) {
  const refresh = useRefreshJobOffers();
  const label = jobOffers.moves[to] ?? to;
  return (
    <FormDialog
      title={jobOffers.moveOf(label, offer.title)}
      submitLabel={label}
      danger
      initialValues={{ reason: "" }}
      labels={{ reason: jobOffers.reason }}
      validate={{
        reason: (reason) => (reason.trim() === "" ? jobOffers.reasonRequired : null),
      }}
      send={async ({ reason }) => {
        await moveJobOffer(offer, { to, reason: reason.trim() });
        toastDone(jobOffers.moved[to] ?? "");
        await refresh();
        return true;
      }}
      onClose={onClose}
    >
      {(form) => (
        <Textarea
          label={jobOffers.reason}
          description={jobOffers.reasonHint}
          required
          autosize
          minRows={3}
          maxLength={500}
          data-autofocus
          {...form.getInputProps("reason")}
        />
      )}
    </FormDialog>
  );
}
