// Keeps the page of the offline verifier and its files, so that it opens without a network. `shell` and `version` are
// written before this by the server.
self.addEventListener("install", event => event.waitUntil(
  caches.open(version).then(cache => cache.addAll(shell)).then(() => self.skipWaiting())));
self.addEventListener("activate", event => event.waitUntil(
  caches.keys().then(names => Promise.all(names.filter(name => name !== version).map(name => caches.delete(name))))
    .then(() => self.clients.claim())));
self.addEventListener("fetch", event => {
  const path = new URL(event.request.url).pathname;
  if (event.request.method !== "GET" || !shell.includes(path)) return;
  const kept = () => caches.match(path, { cacheName: version });
  event.respondWith(path.startsWith("/assets/")
    ? kept().then(found => found ?? fetch(event.request))
    : fetch(event.request, { signal: AbortSignal.timeout(4000) }).catch(kept));
});
