import { useCodes } from "@/api/reference";
import { PageHeader } from "@/components/PageHeader";
import { ErrorState, LoadingState } from "@/components/states";
import { employerSignUp } from "@/i18n/fr/employer-sign-up";
import { useTicket } from "./api";
import classes from "./employer-sign-up.module.css";
import { SignUpForm } from "./SignUpForm";

/** `/rejoindre-le-reseau`: an employer joins in two minutes. */
export function SignUpPage() {
  const ticket = useTicket();
  const lists = useCodes("employer_kinds");
  const failed = [ticket, lists].find((read) => read.isError);
  const retry = () => {
    void ticket.refetch();
    void lists.refetch();
  };
  return (
    <div className={classes.column}>
      <PageHeader title={employerSignUp.title} description={employerSignUp.intro} />
      {failed ? (
        <ErrorState error={failed.error} onRetry={retry} title={employerSignUp.closed} />
      ) : null}
      {!failed && (ticket.isPending || lists.isPending) ? <LoadingState lines={6} /> : null}
      {ticket.data && lists.data ? <SignUpForm ticket={ticket.data} /> : null}
    </div>
  );
}
