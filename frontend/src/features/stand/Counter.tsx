import { UnstyledButton } from "@mantine/core";
import { stand as words } from "@/i18n/fr/stand";
import { stand } from "./stand";
import classes from "./stand.module.css";

/** Always in reach of the thumb: one visitor more. */
export function Counter({ visitors }: { visitors: number }) {
  return (
    <div className={classes.counter}>
      <UnstyledButton className={classes.plus} onClick={() => void stand.countOne()}>
        <span className={classes.plusLabel}>{words.plusOne}</span>{" "}
        <span>{words.today(visitors)}</span>
      </UnstyledButton>
    </div>
  );
}
