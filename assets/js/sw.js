// The service worker of an office's pages: keeps style sheet and scripts on the device, and shows a page that says so
// when another cannot be fetched. It keeps no page of anybody. `told` is written in front of it, see `saq/device.rs`.

const { files, offline } = self.told;
const NAME = `terbuka ${[...files, offline].join(" ")}`;

self.addEventListener("install", (event) => {
  const fill = async () => {
    const cache = await caches.open(NAME);
    await cache.addAll([...files, new Request(offline, { cache: "reload" })]);
    await self.skipWaiting();
  };
  event.waitUntil(fill());
});

self.addEventListener("activate", (event) => {
  const tidy = async () => {
    for (const name of await caches.keys()) if (name !== NAME) await caches.delete(name);
    await self.clients.claim();
  };
  event.waitUntil(tidy());
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== location.origin) return;
  if (request.mode === "navigate") {
    event.respondWith(fetch(request).catch(async () => (await caches.match(offline)) ?? Response.error()));
  } else if (files.includes(pathname)) {
    event.respondWith(caches.match(request, { ignoreVary: true }).then((kept) => kept ?? fetch(request)));
  }
});
