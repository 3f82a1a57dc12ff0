import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { defineConfig } from "@playwright/test";

/** The browser of the machine; none is downloaded. */
function systemChromium(): string | undefined {
  const folders = (process.env.PATH ?? "").split(delimiter);
  return ["chromium", "chromium-browser", "google-chrome"]
    .flatMap((name) => folders.map((folder) => join(folder, name)))
    .find((candidate) => existsSync(candidate));
}

// With E2E_BASE_URL the journeys run against a whole server; without it, pages that need none
// run against the built files, served with the same Content-Security-Policy.
const server = process.env.E2E_BASE_URL;
// Two runs on one machine need two ports: scripts/e2e.sh gives a free one.
const PORT = process.env.E2E_PREVIEW_PORT ?? "4187";
const PREVIEW = `http://127.0.0.1:${PORT}`;

export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results",
  fullyParallel: true,
  workers: 2,
  forbidOnly: true,
  retries: 0,
  reporter: [["list"]],
  // A page is looked at in both appearances at several widths: minutes on a machine that does other work.
  timeout: 240_000,
  expect: { timeout: 20_000 },
  use: {
    baseURL: server ?? PREVIEW,
    locale: "fr-FR",
    timezoneId: "Europe/Paris",
    // Animations only add waiting; people who ask for fewer see the same pages.
    contextOptions: { reducedMotion: "reduce" },
    // A trace of every step costs a fifth of the time: it is asked for when a journey is red.
    trace: process.env.E2E_TRACE ? "retain-on-failure" : "off",
    launchOptions: {
      executablePath: systemChromium(),
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
  webServer: server
    ? undefined
    : {
        command: `vite preview --port ${PORT} --strictPort`,
        url: PREVIEW,
        reuseExistingServer: false,
      },
});
