import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCurrentUser, useMay } from "@/api/use-session";
import { PageHeader } from "@/components/PageHeader";
import { ForbiddenState, LoadingState, ProblemPage } from "@/components/states";
import { EMPLOYERS, readEmployer } from "@/features/employers/api";
import { jobOffers } from "@/i18n/fr/job-offers";
import { useJobOffer, useOfferRole, useRefreshJobOffers } from "./api";
import { draft } from "./draft";
import { NewJobOfferForm } from "./NewJobOfferForm";
import { blankValues, copyOf, type OfferValues } from "./values";

/** `/offres-emploi/nouvelle`: an offer written on one page, or copied from another one with `?copie=`. */
export function NewJobOfferPage() {
  const may = useMay("create_job_offers");
  const { copie, employeur } = useSearch({ from: "/staff/offres-emploi/nouvelle" });
  const { ownEmployers } = useOfferRole();
  const [own] = ownEmployers;
  const copied = useJobOffer(copie);
  const id = own ?? employeur;
  const employer = useQuery({
    queryKey: [EMPLOYERS, id],
    enabled: may && id !== undefined,
    queryFn: () => readEmployer({ id: id ?? "" }),
  });
  if (!may) return <ForbiddenState />;
  const failed = copied.error ?? employer.error;
  if (failed) return <ProblemPage error={failed} />;
  if ((copie && !copied.data) || (id && !employer.data)) return <LoadingState />;
  return (
    <>
      <PageHeader
        title={jobOffers.newTitle}
        description={copie ? jobOffers.copyIntro : jobOffers.newIntro}
      />
      <Form
        prefilled={copied.data ? copyOf(copied.data) : startOf(employer.data)}
        keeps={copie === undefined && employeur === undefined}
      />
    </>
  );
}

type Employer = Awaited<ReturnType<typeof readEmployer>>;

function startOf(employer: Employer | undefined): OfferValues {
  if (employer === undefined) return blankValues(null);
  const { id, name, commune_code: code, commune_name: commune } = employer;
  const values = blankValues(code === null ? null : { code, name: commune ?? code });
  return { ...values, employer: { id, name } };
}

/** The form for this person; what they type is kept unless it started from something else. */
function Form({ prefilled, keeps }: { prefilled: OfferValues; keeps: boolean }) {
  const navigate = useNavigate();
  const refresh = useRefreshJobOffers();
  const userId = useCurrentUser()?.id ?? "";
  const { decides, isStaff, ownEmployers } = useOfferRole();
  return (
    <NewJobOfferForm
      initialValues={(keeps ? draft.read(userId) : null) ?? prefilled}
      asksEmployer={isStaff || ownEmployers.length > 1}
      mayName={decides}
      mayKeep={decides || !isStaff}
      onValuesChange={keeps ? (values) => draft.keep(userId, values) : undefined}
      onCreated={({ id }) => {
        if (keeps) draft.forget();
        void refresh();
        void navigate({ to: "/offres-emploi/$jobOfferId", params: { jobOfferId: id } });
      }}
    />
  );
}
