import { Button, Group, Stack, Text } from "@mantine/core";
import { IconPrinter } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { asProblem } from "@/api/problem";
import { useLists } from "@/api/reference";
import { AnchorLink } from "@/components/links";
import { PageHeader } from "@/components/PageHeader";
import { ErrorState, LoadingState } from "@/components/states";
import { householdPage } from "@/i18n/fr/household-page";
import { rights } from "@/i18n/fr/household-rights";
import { AppointmentsSection } from "./AppointmentsSection";
import { AskForLink } from "./AskForLink";
import { type HouseholdPage, useHouseholdPage } from "./api";
import { ConsentsSection } from "./ConsentsSection";
import classes from "./household-page.module.css";
import { keptLink, usePageLink } from "./link";
import { NeedsSection } from "./NeedsSection";
import { NextSection } from "./NextSection";
import { ReferentsSection } from "./ReferentsSection";
import { RightsSection } from "./RightsSection";
import { StageSection } from "./StageSection";
import { WishesSection } from "./WishesSection";

/** The codes the page puts into words. */
const PAGE_LISTS = [
  "household_stages",
  "need_themes",
  "project_types",
  "horizons",
  "consent_purposes",
  "consent_channels",
];

/** A household follows its own file: opened by the mailed link, without an account. */
export function MyFilePage() {
  const { link, forget } = usePageLink();
  const [left, setLeft] = useState(false);
  const [erased, setErased] = useState(false);
  const page = useHouseholdPage(link);
  // The words of codes; without them the page still shows the household its file.
  const lists = useLists(PAGE_LISTS);

  const refused = page.isError && asProblem(page.error).status === 401;
  useEffect(() => {
    // What opens nothing any more is not tried again when its reader comes back.
    if (refused) keptLink.forget();
  }, [refused]);

  if (erased) {
    return (
      <div className={classes.column}>
        <PageHeader key="erased" title={rights.erased} description={rights.erasedText} />
      </div>
    );
  }
  if (link === "") return <AskForLink key="ask" reason={left ? "left" : "asked"} />;
  if (refused) return <AskForLink key="expired" reason="expired" />;
  if (page.data && !lists.isPending) {
    const leave = () => {
      setLeft(true);
      forget();
    };
    const onErased = () => {
      setErased(true);
      forget();
    };
    return <MyFile page={page.data} link={link} onLeave={leave} onErased={onErased} />;
  }
  return (
    <div className={classes.column}>
      <PageHeader key="opening" title={householdPage.tab} />
      {page.isError ? (
        <ErrorState
          error={page.error}
          title={householdPage.failed}
          onRetry={() => void page.refetch()}
        />
      ) : (
        <LoadingState lines={8} />
      )}
    </div>
  );
}

interface MyFileProps {
  page: HouseholdPage;
  link: string;
  onLeave: () => void;
  onErased: () => void;
}

function MyFile({ page, link, onLeave, onErased }: MyFileProps) {
  return (
    <div className={classes.column}>
      <PageHeader
        key="file"
        title={householdPage.greeting(page.first_name)}
        documentTitle={householdPage.tab}
        description={householdPage.number(page.number)}
        actions={
          <Button
            variant="default"
            leftSection={<IconPrinter size={18} aria-hidden />}
            onClick={() => window.print()}
          >
            {householdPage.print}
          </Button>
        }
      />
      <Stack gap="lg">
        <StageSection stage={page.stage} />
        <ReferentsSection page={page} />
        <NextSection page={page} />
        <AppointmentsSection page={page} link={link} />
        <WishesSection page={page} link={link} />
        <NeedsSection needs={page.needs} />
        <ConsentsSection link={link} />
        <RightsSection link={link} number={page.number} onErased={onErased} />
        <Stack gap="xs" className="oml-no-print">
          <Text size="sm">
            {householdPage.privacy}{" "}
            <AnchorLink to="/confidentialite">{householdPage.privacyLink}</AnchorLink>
          </Text>
          <Group gap="sm" align="center">
            <Button variant="default" onClick={onLeave}>
              {householdPage.leave}
            </Button>
            <Text size="sm" c="dimmed">
              {householdPage.leaveHint}
            </Text>
          </Group>
        </Stack>
      </Stack>
    </div>
  );
}
