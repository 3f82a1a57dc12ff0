import { test as base, expect, type Locator, type Page, type Request } from "@playwright/test";
import axe from "axe-core";

export { expect };

/**
 * `test` with two watchers on every page: a Content-Security-Policy violation, or a request to
 * any other origin, fails the test whatever else it checks.
 */
export const test = base.extend<{ watchers: undefined }>({
  watchers: [
    async ({ page, baseURL }, use) => {
      const found: string[] = [];
      const origin = new URL(baseURL ?? "http://127.0.0.1").origin;
      page.on("console", (message) => {
        if (/content security policy/i.test(message.text())) found.push(`CSP: ${message.text()}`);
      });
      page.on("pageerror", (error) => found.push(`Exception: ${error.message}`));
      page.on("request", (request) => {
        const url = new URL(request.url());
        const own = url.origin === origin || url.protocol === "data:" || url.protocol === "blob:";
        if (!own) found.push(`Other origin: ${request.url()}`);
      });
      await use(undefined);
      expect(found, "violations seen while the test ran").toEqual([]);
    },
    { auto: true },
  ],
});

/**
 * Chooses in a list that opens on a click or as one types. A dialog takes the focus a moment after it shows,
 * which closes a list that opened sooner than a person could: it is opened again.
 */
export async function choose(field: Locator, option: string | RegExp, typed = "") {
  const wanted = field.page().getByRole("option", { name: option, exact: true }).first();
  await expect(async () => {
    if (!(await wanted.isVisible())) {
      await field.click();
      // The same words again would be no change.
      if (typed) await field.fill("");
      if (typed) await field.fill(typed);
    }
    await wanted.click({ timeout: 3_000 });
  }).toPass();
}

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "RGAAv4"];

/** The rules whose answer depends on colours. */
const OF_COLOURS = ["color-contrast", "link-in-text-block"];

/** No axe violation on the page as it stands; the message lists rule, element and reason. */
export async function expectAccessible(page: Page, rules?: string[]): Promise<void> {
  // Fading elements have no settled contrast yet.
  await page.waitForFunction(() =>
    document.getAnimations().every((animation) => animation.playState !== "running"),
  );
  const violations = await violationsOf(page, {
    // Nobody reads what passed.
    resultTypes: ["violations"],
    runOnly: rules ? { type: "rule", values: rules } : { type: "tag", values: TAGS },
  });
  const report = violations.flatMap((violation) =>
    violation.nodes.map(
      (node) =>
        `${violation.id}: ${node.target.join(" ")} ${node.html} — ${node.failureSummary ?? ""}`,
    ),
  );
  expect(report).toEqual([]);
}

/** What axe finds, asked in the page itself: a page judged everywhere takes three quarters of the time. */
async function violationsOf(page: Page, options: axe.RunOptions): Promise<axe.Result[]> {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
  return page.evaluate(async (asked) => {
    const judge = (window as unknown as { axe: typeof axe }).axe;
    return (await judge.run(document, asked)).violations;
  }, options);
}

/**
 * The same at the widths and in both appearances of the quality demands, without sideways scrolling,
 * also with the wider words that readers may ask for (WCAG 1.4.12): the machine's own fonts differ by less.
 */
export async function expectAccessibleEverywhere(page: Page): Promise<void> {
  for (const width of [1280, 320]) {
    await page.setViewportSize({ width, height: 800 });
    await expectNoSidewaysScrolling(page, `at ${width} px`);
    await page.emulateMedia({ colorScheme: "light" });
    await expectAccessible(page);
  }
  // The other appearance is the same page in other colours.
  await page.emulateMedia({ colorScheme: "dark" });
  await expectAccessible(page, OF_COLOURS);
  await setTextSpacing(page, true);
  await expectNoSidewaysScrolling(page, "at 320 px with wider words");
  await setTextSpacing(page, false);
}

async function expectNoSidewaysScrolling(page: Page, when: string): Promise<void> {
  // A table becomes cards one rendering after the new width is known.
  const overflow = () =>
    page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
  await expect.poll(overflow, `the page scrolls sideways ${when}`).toBe(0);
}

/** The spacing of WCAG 1.4.12, in a style sheet of the page's own: its policy refuses a foreign one. */
async function setTextSpacing(page: Page, on: boolean): Promise<void> {
  await page.evaluate((wide) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
      "*:not(svg *) { letter-spacing: 0.12em !important; word-spacing: 0.16em !important }",
    );
    document.adoptedStyleSheets = wide ? [sheet] : [];
  }, on);
}

/** A cold visit of `path` loads no more than this, as transferred. */
export async function expectWeight(
  page: Page,
  path: string,
  most: { kilobytes: number; requests: number },
): Promise<void> {
  const asked: Request[] = [];
  const done: Request[] = [];
  page.on("request", (request) => asked.push(request));
  page.on("requestfinished", (request) => done.push(request));
  page.on("requestfailed", (request) => done.push(request));
  await page.goto(path);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  // A busy browser pauses between two parts of a page: it is whole when it asks for nothing more.
  let before = -1;
  await expect(async () => {
    const settled = asked.length === before && done.length === asked.length;
    before = asked.length;
    expect(settled).toBe(true);
  }).toPass({ intervals: [1_000] });
  const sizes = await Promise.all(done.map((request) => request.sizes()));
  const bytes = sizes.reduce(
    (sum, size) => sum + size.responseBodySize + size.responseHeadersSize,
    0,
  );
  test
    .info()
    .annotations.push({ type: "weight", description: `${done.length} requests, ${bytes} bytes` });
  expect(done.length).toBeLessThanOrEqual(most.requests);
  expect(bytes).toBeLessThanOrEqual(most.kilobytes * 1000);
}
