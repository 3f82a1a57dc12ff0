import { Text } from "@mantine/core";
import { useSearch } from "@tanstack/react-router";
import { useLists } from "@/api/reference";
import { PageHeader } from "@/components/PageHeader";
import { ErrorState, LoadingState } from "@/components/states";
import { contactForm } from "@/i18n/fr/contact-form";
import { useFormTicket } from "./api";
import classes from "./contact-form.module.css";
import { RequestForm } from "./RequestForm";

/** The public form: one column, three minutes. */
export function ContactFormPage() {
  const prefill = useSearch({ from: "/public/demande" });
  const ticket = useFormTicket();
  const lists = useLists();
  const failed = [ticket, lists].find((read) => read.isError);
  const retry = () => {
    void ticket.refetch();
    void lists.refetch();
  };
  return (
    <div className={classes.column}>
      <PageHeader title={contactForm.title} description={contactForm.intro} />
      {failed ? (
        <ErrorState error={failed.error} onRetry={retry} title={contactForm.closed} />
      ) : null}
      {!failed && (ticket.isPending || lists.isPending) ? <LoadingState lines={8} /> : null}
      {ticket.data && lists.data ? (
        <>
          <Text size="sm" c="dimmed" mb="md">
            {contactForm.optionalNote}
          </Text>
          <RequestForm ticket={ticket.data} prefill={prefill} />
        </>
      ) : null}
    </div>
  );
}
