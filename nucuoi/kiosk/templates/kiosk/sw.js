// Keeps the application so that it starts without a network. Ratings are none of its business.
const KEPT = "nucuoi-kiosk-{{ version }}";
const SHELL = "{{ shell }}";
const FILES = {{ files|safe }};
let opened = null;

self.addEventListener("install", (event) => event.waitUntil(keepAll()));
self.addEventListener("activate", (event) => event.waitUntil(takeOver()));
self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== location.origin) return;
  if (url.pathname === SHELL) event.respondWith(kept(SHELL, event.request));
  else if (FILES.includes(url.pathname)) event.respondWith(kept(url.pathname, event.request));
});

async function keepAll() {
  const cache = await caches.open(KEPT);
  await cache.add(new Request(SHELL, { cache: "reload" }));
  await cache.addAll(FILES);
  await self.skipWaiting();
}

async function takeOver() {
  for (const name of await caches.keys()) {
    if (name.startsWith("nucuoi-kiosk-") && name !== KEPT) await caches.delete(name);
  }
  await self.clients.claim();
}

async function kept(address, request) {
  opened ??= caches.open(KEPT);
  const cache = await opened;
  return (await cache.match(address)) ?? fetch(request);
}
