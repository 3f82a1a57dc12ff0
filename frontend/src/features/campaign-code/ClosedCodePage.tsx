import { ButtonLink } from "@/components/links";
import { PageHeader } from "@/components/PageHeader";
import { campaigns } from "@/i18n/fr/campaigns";

/** `/p/{code}` when the code leads nowhere: whoever followed it is still welcome. */
export function ClosedCodePage() {
  return (
    <>
      <PageHeader title={campaigns.closedTitle} description={campaigns.closedText} />
      <ButtonLink to="/demande" size="lg">
        {campaigns.closedAction}
      </ButtonLink>
    </>
  );
}
