// The service worker of the stand: pages and files from the device, everything else from the network. What is written
// down is never in here: it lies encrypted in the page's own store.
const ASSETS = __ASSETS__;
const CACHE = "ohmylot-stand-__VERSION__";
const REFERENCE = "ohmylot-stand-reference";
/** A fair's network answers late or never: then the page comes from the device. */
const PATIENCE_MS = 2500;
/** Choices of the form, read when there is a network and kept for when there is none. */
const KEPT = ["/api/v1/reference/lists", "/api/v1/reference/territories"];

self.addEventListener("install", (event) => {
  const fresh = (url) => new Request(url, { cache: "reload" });
  event.waitUntil(
    caches
      .open(CACHE)
      .then((cache) => cache.addAll(["/stand", ...ASSETS].map(fresh)))
      .then(() => caches.open(REFERENCE))
      .then((cache) => cache.addAll(KEPT.map(fresh)))
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener("activate", (event) => {
  const old = (name) => name.startsWith("ohmylot-stand-") && name !== CACHE && name !== REFERENCE;
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter(old).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (request.mode === "navigate" && url.pathname === "/stand") event.respondWith(page(request));
  else if (KEPT.includes(url.pathname) && url.search === "") event.respondWith(reference(request));
  else if (ASSETS.includes(url.pathname)) event.respondWith(file(request));
});

/** The page that fits the files on the device; the network's when it answers in time. */
async function page(request) {
  const kept = await caches.match("/stand", { cacheName: CACHE });
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS, kept));
  const answer = fetch(request).then(
    (response) => (response.ok ? response : kept),
    () => kept,
  );
  return (await Promise.race([answer, late])) ?? answer;
}

async function file(request) {
  return (await caches.match(request, { cacheName: CACHE, ignoreVary: true })) ?? fetch(request);
}

async function reference(request) {
  const cache = await caches.open(REFERENCE);
  const kept = await cache.match(request.url, { ignoreVary: true });
  const fresh = fetch(request).then(async (response) => {
    if (response.ok) await cache.put(request.url, response.clone());
    return response;
  });
  if (kept === undefined) return fresh;
  // What is on the device is good for a fair; the next visit has the newer one.
  fresh.catch(() => undefined);
  return kept;
}
