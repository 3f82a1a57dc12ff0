import classes from "./charts.module.css";
import { shareOf } from "./geometry";

/** How much of a target was reached; the words beside it say the same. */
export function TargetBar({ achieved, target }: { achieved: number; target: number }) {
  const greatest = Math.max(achieved, target);
  const goal = `${shareOf(target, greatest) * 100}%`;
  return (
    <svg className={classes.target} height="14" aria-hidden>
      <rect x="0" y="3" width="100%" height="8" rx="2" className={classes.ground} />
      <rect
        x="0"
        y="3"
        width={`${shareOf(achieved, greatest) * 100}%`}
        height="8"
        rx="2"
        className={classes.reached}
      />
      <line x1={goal} x2={goal} y1="0" y2="14" className={classes.goalMark} />
    </svg>
  );
}
