import { Box } from "@mantine/core";

/** Our own mark: an ochre sun over the meanders of the Lot, and the name beside it. Decorative: the link around it is named. */
export function Wordmark() {
  return (
    <Box
      component="span"
      display="inline-flex"
      style={{ alignItems: "center", gap: "0.6rem" }}
      aria-hidden="true"
    >
      <svg viewBox="0 0 32 32" width="36" height="36" aria-hidden="true">
        <rect width="32" height="32" rx="8" fill="var(--mantine-color-terracotta-7)" />
        <circle cx="16" cy="12.5" r="5" fill="var(--mantine-color-ochre-2)" />
        <path
          d="M3 21c5-5 9-5 13 0s8 5 13 0v4c-5 5-9 5-13 0s-8-5-13 0z"
          fill="var(--mantine-color-valley-1)"
        />
      </svg>
      <Box component="span" ff="heading" fz="1.35rem" lh={1} c="var(--mantine-color-text)">
        {"Oh my Lot !"}
      </Box>
    </Box>
  );
}
