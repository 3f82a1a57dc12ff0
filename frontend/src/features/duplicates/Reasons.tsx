import { Text } from "@mantine/core";
import type { Schema } from "@/api/types";
import classes from "./duplicates.module.css";

/** Why two files resemble each other, the surest first. */
export function Reasons({ reasons }: { reasons: readonly Schema<"DuplicateReason">[] }) {
  return (
    <ul className={classes.reasons}>
      {reasons.map((reason) => (
        <Text key={reason.code} component="li" size="sm">
          {reason.sentence}
        </Text>
      ))}
    </ul>
  );
}
