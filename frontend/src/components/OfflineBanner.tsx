import { Alert } from "@mantine/core";
import { IconWifiOff } from "@tabler/icons-react";
import { useSyncExternalStore } from "react";
import { states } from "@/i18n/fr/states";

function subscribe(listener: () => void): () => void {
  window.addEventListener("online", listener);
  window.addEventListener("offline", listener);
  return () => {
    window.removeEventListener("online", listener);
    window.removeEventListener("offline", listener);
  };
}

/** Says when the network is gone; a live region that is always there, so that readers hear it. */
export function OfflineBanner() {
  const online = useSyncExternalStore(subscribe, () => navigator.onLine);
  return (
    <div role="status">
      {online ? null : (
        <Alert color="ochre" radius={0} mb="md" icon={<IconWifiOff aria-hidden />}>
          {states.offline}
        </Alert>
      )}
    </div>
  );
}
