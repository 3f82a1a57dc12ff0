import { useEffect, useState } from "react";

/** The token behind the `#`: it leaves the address bar and the history at once, as with passwords. */
export function useHashToken(): string {
  const [token] = useState(() => window.location.hash.slice(1));
  useEffect(() => {
    if (token !== "")
      window.history.replaceState(window.history.state, "", window.location.pathname);
  }, [token]);
  return token;
}
