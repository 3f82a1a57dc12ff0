import { Button, Group, SegmentedControl, Stack } from "@mantine/core";
import { IconPrinter } from "@tabler/icons-react";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { type CSSProperties, useEffect } from "react";
import { useMay } from "@/api/use-session";
import { ButtonLink } from "@/components/links";
import { PageHeader } from "@/components/PageHeader";
import { EmptyState, ForbiddenState, LoadingState, ProblemPage } from "@/components/states";
import { unbroken } from "@/i18n/format";
import { campaigns } from "@/i18n/fr/campaigns";
import { type Campaign, type Touchpoint, useCampaign, useQrCode, useTouchpoints } from "./api";
import classes from "./campaigns.module.css";

const FROM = "/staff/campagnes/$campaignId/affiches";
const FORMATS = Object.entries(campaigns.formats).map(([value, label]) => ({ value, label }));

/** `/campagnes/{id}/affiches`: a sheet for each touchpoint, to print on A6, A5 or A4. */
export function PostersPage() {
  const may = useMay("read_campaigns");
  const { campaignId } = useParams({ from: FROM });
  const { format, point } = useSearch({ from: FROM });
  const navigate = useNavigate();
  const campaign = useCampaign(campaignId, may);
  const points = useTouchpoints(campaignId);
  usePaper(format);
  if (!may) return <ForbiddenState />;
  const failed = [campaign, points].find((read) => read.isError);
  if (failed) return <ProblemPage error={failed.error} onRetry={() => void failed.refetch()} />;
  if (!campaign.data || !points.data) return <LoadingState />;
  const wanted = points.data.filter((one) =>
    point === undefined ? one.archived_at === null : one.id === point,
  );
  return (
    <>
      <div className="oml-no-print">
        <PageHeader
          title={campaigns.printTitle}
          description={campaign.data.label}
          actions={
            <>
              <ButtonLink to="/campagnes/$campaignId" params={{ campaignId }} variant="subtle">
                {campaigns.back}
              </ButtonLink>
              <Button
                leftSection={<IconPrinter size={18} aria-hidden />}
                onClick={() => window.print()}
              >
                {campaigns.print}
              </Button>
            </>
          }
        />
        <Group mb="lg">
          <SegmentedControl
            aria-label={campaigns.format}
            data={FORMATS}
            value={format}
            onChange={(value) =>
              void navigate({
                to: "/campagnes/$campaignId/affiches",
                params: { campaignId },
                search: { point, format: value as typeof format },
                replace: true,
              })
            }
          />
        </Group>
      </div>
      {wanted.length === 0 ? (
        <EmptyState title={campaigns.noSheets}>{campaigns.noTouchpoints}</EmptyState>
      ) : (
        <div className={classes.sheets}>
          {wanted.map((one) => (
            <Poster key={one.id} campaign={campaign.data} point={one} format={format} />
          ))}
        </div>
      )}
    </>
  );
}

/** Width and height of each paper in millimetres; style sheets do not know A6 by its name. */
const PAPERS: Record<string, [number, number]> = { a6: [105, 148], a5: [148, 210], a4: [210, 297] };
const MARGIN = 6;

/** The paper that is printed on. A sheet made by script is no style of a page's own: the policy lets it be. */
function usePaper(format: string) {
  useEffect(() => {
    const sheet = new CSSStyleSheet();
    const [width, height] = PAPERS[format] ?? [];
    sheet.replaceSync(`@page { size: ${width}mm ${height}mm; margin: ${MARGIN}mm; }`);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    return () => {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet);
    };
  }, [format]);
}

/** How large the letters are on each paper. */
const LETTERS: Record<string, string> = { a6: "0.8rem", a5: "1.05rem", a4: "1.5rem" };

interface PosterProps {
  campaign: Campaign;
  point: Touchpoint;
  format: string;
}

function Poster({ campaign, point, format }: PosterProps) {
  const code = useQrCode(point.id);
  const phase = campaign.phases.find(({ id }) => id === point.phase_id);
  // A millimetre is left, so that no rounding asks for another page.
  const height = (PAPERS[format]?.[1] ?? 0) - 2 * MARGIN - 1;
  const call = point.call_to_action ?? phase?.call_to_action ?? campaigns.sheetCall;
  return (
    <section
      className={classes.sheet}
      aria-label={point.label}
      style={{ "--letters": LETTERS[format], "--height": `${height}mm` } as CSSProperties}
    >
      <h2 className={classes.call}>{unbroken(call)}</h2>
      {code.data ? (
        <img className={classes.code} src={code.data} alt={campaigns.qrOf(point.label)} />
      ) : (
        <LoadingState lines={4} />
      )}
      <Stack gap={4}>
        <p className={classes.small}>{campaigns.sheetScan}</p>
        <p className={classes.short}>{point.address.replace(/^https?:\/\//, "")}</p>
      </Stack>
    </section>
  );
}
