import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";
import { frenchSpaces } from "./scripts/french-spaces.ts";
import { previewCsp } from "./scripts/preview-csp.ts";
import { standWorker } from "./scripts/stand-worker.ts";

const backend = process.env.OHMYLOT_DEV_BACKEND ?? "http://127.0.0.1:8080";
const proxy = { "/api": backend, "/health": backend };

/** Folders of Mantine's components that a public page uses. */
const PUBLIC_COMPONENTS =
  /@mantine\/core\/esm\/components\/(ActionIcon|Alert|Anchor|Autocomplete|Button|Checkbox|Chip|Combobox|Container|Group|Input|List|Loader|MultiSelect|NativeSelect|Paper|PasswordInput|Pill|PillsInput|Popover|Radio|ScrollArea|Select|SimpleGrid|Skeleton|Stack|Text|Textarea|TextInput|Title|VisuallyHidden)\//;

/** Our own modules that nearly every page uses, too small to be fetched one by one. */
const SHARED =
  /src\/(api\/(acknowledgement|problem|session|transport|reference|preconditions)|app\/(ColorSchemeSelect|PublicShell|SkipLink|Wordmark|use-page-focus)|components\/(PrivacyNotice|SensitiveWords|address|focus-field|fold|form-values|hash-token|links|roomy|Disclosure|MoreButton|OccupationSelect|OfflineBanner|PageHeader|SearchBox|TerritorySelect|states|form|Section|ProblemAlert)|features\/public-reports\/api|i18n\/(countries|format|problem-text|fr\/(common|privacy-notice|sensitive|states|problems|fields|navigation)))\.tsx?$|@mantine\/form|use-debounced|createReactComponent/;

export default defineConfig({
  plugins: [frenchSpaces(), react(), previewCsp(), standWorker()],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  server: { host: "127.0.0.1", proxy },
  preview: { host: "127.0.0.1", proxy },
  build: {
    target: "es2023",
    // A data: script or font would need a hole in the CSP; small files stay files.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // One long-lived chunk for what every page needs, so that public pages stay under 25 requests.
            { name: "platform", test: /node_modules\/(react|react-dom|scheduler|@tanstack)\// },
            // And one for what the public pages draw; the rest of Mantine stays with its lazy pages.
            { name: "fields", test: PUBLIC_COMPONENTS },
            { name: "shared", test: SHARED },
            // The public offers: the list, an offer and their alerts lead to one another.
            { name: "offers", test: /src\/features\/(public-offers|job-alerts)\// },
            // What the form and the household's page ask for alike: one request instead of three.
            { name: "choices", test: /src\/components\/(ChipField|TerritoryMultiSelect)\b/ },
          ],
        },
      },
    },
  },
  test: {
    environment: "jsdom",
    include: ["src/**/*.test.{ts,tsx}"],
    setupFiles: ["src/testing/setup.ts"],
    env: { TZ: "UTC" },
  },
});
