import {
  type CSSVariablesResolver,
  createTheme,
  type MantineColorsTuple,
  type MantineThemeOverride,
} from "@mantine/core";

// The Lot's own materials: fired tiles, ochre quarries, valley meadows, limestone.
const terracotta: MantineColorsTuple = [
  "#fdf1ec",
  "#f8ddd2",
  "#f0bda9",
  "#e79a7c",
  "#de7f5a",
  "#c9562f",
  "#b04a27",
  "#963c1d",
  "#7b3018",
  "#5f2412",
];
const ochre: MantineColorsTuple = [
  "#fdf6e7",
  "#f8e9c7",
  "#f0d290",
  "#e7ba57",
  "#dba32f",
  "#b8821a",
  "#8f6310",
  "#77520d",
  "#5e410a",
  "#453007",
];
const valley: MantineColorsTuple = [
  "#eef6ef",
  "#d9e9dc",
  "#b8d7be",
  "#92c29c",
  "#6cab7a",
  "#4a8c59",
  "#3a7548",
  "#2d5d39",
  "#23492d",
  "#183420",
];
const stone: MantineColorsTuple = [
  "#faf6ee",
  "#f3ede2",
  "#e7dfd1",
  "#d6cbb9",
  "#b9ad9a",
  "#8d8272",
  "#6b6153",
  "#534b40",
  "#3b352d",
  "#27221d",
];
const night: MantineColorsTuple = [
  "#f0e9de",
  "#dcd2c3",
  "#bfb4a4",
  "#a09584",
  "#5d554b",
  "#453f37",
  "#35302a",
  "#211d19",
  "#191613",
  "#110f0d",
];
// Crimson rather than brick, so that a dangerous button never looks like the brand's.
const crimson: MantineColorsTuple = [
  "#fff0f3",
  "#ffdbe2",
  "#f9b0be",
  "#f28ba1",
  "#e05a77",
  "#c93658",
  "#b01f44",
  "#951637",
  "#7a112c",
  "#5f0d22",
];
const lake: MantineColorsTuple = [
  "#eef5f8",
  "#d7e6ed",
  "#b3d0dd",
  "#86b4c8",
  "#5c97b1",
  "#3d7b97",
  "#2f657e",
  "#265368",
  "#1d4152",
  "#142f3c",
];

/** Element inside the main region of both shells that receives dropdowns. */
export const FLOATING_ID = "flottant";

const BODY_FONT =
  'ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", Ubuntu, Cantarell, "Helvetica Neue", sans-serif';

/** The one theme of the application; both colour schemes come from it. */
export const theme: MantineThemeOverride = createTheme({
  primaryColor: "terracotta",
  primaryShade: { light: 7, dark: 6 },
  colors: {
    terracotta,
    ochre,
    valley,
    gray: stone,
    dark: night,
    red: crimson,
    green: valley,
    blue: lake,
    orange: terracotta,
    yellow: ochre,
  },
  white: "#ffffff",
  black: "#27221d",
  fontFamily: BODY_FONT,
  headings: { fontFamily: `"Young Serif", Georgia, serif`, fontWeight: "400", textWrap: "balance" },
  defaultRadius: "md",
  cursorType: "pointer",
  respectReducedMotion: true,
  focusRing: "auto",
  components: {
    Paper: { defaultProps: { bg: "var(--oml-surface)" } },
    Card: { defaultProps: { bg: "var(--oml-surface)" } },
    Anchor: { defaultProps: { underline: "always" } },
    Badge: { defaultProps: { variant: "light", tt: "none", fw: 600, size: "lg" } },
    // What floats opens inside the main region: readers find it there, not after the page's end.
    Popover: { defaultProps: { portalProps: { target: `#${FLOATING_ID}` } } },
    Menu: { defaultProps: { withInitialFocusPlaceholder: false } },
    Modal: {
      defaultProps: { centered: true },
      styles: {
        header: { background: "var(--oml-surface)" },
        title: { fontFamily: "var(--mantine-font-family-headings)", fontSize: "1.2rem" },
      },
    },
    Drawer: {
      styles: {
        header: { background: "var(--oml-surface)" },
        title: { fontFamily: "var(--mantine-font-family-headings)", fontSize: "1.2rem" },
      },
    },
    NavLink: { styles: { root: { borderRadius: "var(--mantine-radius-md)" } } },
    PasswordInput: { defaultProps: { autoComplete: "current-password" } },
    Tooltip: { defaultProps: { events: { hover: true, focus: true, touch: false } } },
  },
});

const TINTED = [
  "terracotta",
  "ochre",
  "valley",
  "gray",
  "red",
  "green",
  "blue",
  "orange",
  "yellow",
];

/** Mantine mixes night tints towards black; on our warm night they need to be lighter than the sheet. */
function nightTints(): Record<string, string> {
  return Object.fromEntries(
    TINTED.flatMap((name) => [
      [
        `--mantine-color-${name}-light`,
        `color-mix(in srgb, var(--mantine-color-${name}-7) 55%, #26211d)`,
      ],
      [
        `--mantine-color-${name}-light-hover`,
        `color-mix(in srgb, var(--mantine-color-${name}-7) 75%, #26211d)`,
      ],
    ]),
  );
}

/** Text colours are chosen for a contrast of 4.5 and more on paper and on night. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    "--mantine-color-body": "#faf6ee",
    "--mantine-color-text": "#27221d",
    "--mantine-color-dimmed": "#6b6153",
    "--mantine-color-placeholder": "#70665a",
    "--mantine-color-error": "#951637",
    "--mantine-color-success": "#2d5d39",
    "--mantine-color-anchor": "#86341a",
    "--mantine-color-default-border": "#9b8f7d",
    "--mantine-color-disabled-color": "#6b6153",
    "--oml-surface": "#fffdf9",
    "--oml-line": "#e2d9c9",
    "--oml-header": "#fffdf9",
    "--oml-focus": "#1d4152",
    "--chart-strong": "#265368",
    "--chart-soft": "#d7e6ed",
    "--chart-second": "#963c1d",
    "--chart-third": "#77520d",
    "--chart-heat": "#de7f5a",
  },
  dark: {
    ...nightTints(),
    "--mantine-color-body": "#1d1916",
    "--mantine-color-text": "#f0e9de",
    "--mantine-color-dimmed": "#bfb4a4",
    "--mantine-color-placeholder": "#a89d8c",
    "--mantine-color-error": "#f9a3b4",
    "--mantine-color-success": "#92c29c",
    "--mantine-color-anchor": "#f0bda9",
    "--mantine-color-default": "#2a2520",
    "--mantine-color-default-border": "#7a7063",
    "--mantine-color-disabled-color": "#a09584",
    "--oml-surface": "#26211d",
    "--oml-line": "#3f3830",
    "--oml-header": "#26211d",
    "--oml-focus": "#f0d290",
    "--chart-strong": "#86b4c8",
    "--chart-soft": "#142f3c",
    "--chart-second": "#f0bda9",
    "--chart-third": "#e7ba57",
    "--chart-heat": "#b04a27",
  },
});
