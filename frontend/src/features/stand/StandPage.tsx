import { Box, Loader } from "@mantine/core";
import { useEffect, useState, useSyncExternalStore } from "react";
import { MAIN_ID, SkipLink } from "@/app/SkipLink";
import { common } from "@/i18n/fr/common";
import { FLOATING_ID } from "@/styles/theme";
import { JoinScreen } from "./JoinScreen";
import { MainScreen } from "./MainScreen";
import { stand } from "./stand";
import classes from "./stand.module.css";
import { UnlockScreen } from "./UnlockScreen";
import { installWorker } from "./worker";

/** `/stand`: visitors and contacts of a fair, with or without network, without an account. */
export function StandPage() {
  const state = useSyncExternalStore(stand.subscribe, stand.get);
  const [joining, setJoining] = useState(false);
  useEffect(() => {
    installWorker();
    void stand.start();
    return stand.watch();
  }, []);
  const done = () => setJoining(false);
  return (
    <Box className={classes.page}>
      <SkipLink />
      <main id={MAIN_ID} tabIndex={-1} className={classes.main}>
        {state.door === "loading" ? <Loader aria-label={common.loading} /> : null}
        {state.door === "closed" || joining ? (
          <JoinScreen onDone={done} onBack={state.door === "closed" ? undefined : done} />
        ) : null}
        {state.door === "locked" && !joining ? (
          <UnlockScreen state={state} onOther={() => setJoining(true)} />
        ) : null}
        {state.door === "open" && !joining ? (
          <MainScreen state={state} onNewCode={() => setJoining(true)} />
        ) : null}
        <div id={FLOATING_ID} />
      </main>
    </Box>
  );
}
