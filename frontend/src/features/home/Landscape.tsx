import classes from "./HomePage.module.css";

/** Drawn by us: causse hills, a village of tiled roofs and the river. Decorative. */
export function Landscape() {
  return (
    <svg
      className={classes.landscape}
      viewBox="0 0 1200 200"
      preserveAspectRatio="xMaxYMax slice"
      aria-hidden="true"
      focusable="false"
    >
      <circle className={classes.sun} cx="1075" cy="84" r="34" />
      <path
        className={classes.far}
        d="M0 110c150-70 300-60 460-10s300 40 430-10 220-30 310 10v100H0z"
      />
      <path
        className={classes.houses}
        d="M852 170V96l20-17 20 17v-8l17-15 17 15v82zM934 170V78l13-36 13 36v14l21-17 21 17v78z"
      />
      <path className={classes.near} d="M0 150c200-50 380-30 560 0s420-2 640-40v90H0z" />
      <path
        className={classes.river}
        d="M0 182c160-30 300 22 480 6s260-34 420-14 220 14 300-2v28H0z"
      />
    </svg>
  );
}
