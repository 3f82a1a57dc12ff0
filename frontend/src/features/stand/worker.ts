/** Makes the stand open without network from its first visit on; where browsers cannot, it still works with one. */
export function installWorker(): void {
  if (!import.meta.env.PROD || !("serviceWorker" in navigator)) return;
  void navigator.serviceWorker.register("/stand-sw.js", { scope: "/stand" }).catch(() => undefined);
  if (document.querySelector('link[rel="manifest"]') !== null) return;
  const link = document.createElement("link");
  link.rel = "manifest";
  link.href = "/stand.webmanifest";
  document.head.append(link);
}
