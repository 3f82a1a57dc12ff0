import { useEffect, useState } from "react";

/**
 * The token behind the `#`, which browsers never send to a server: it leaves the address bar at once, so that it stays
 * out of the history and of screenshots.
 */
export function useHashToken(): string {
  const [token] = useState(() => window.location.hash.slice(1));
  useEffect(() => {
    if (token !== "")
      window.history.replaceState(window.history.state, "", window.location.pathname);
  }, [token]);
  return token;
}
