// Keeps the pages of the scanner on the phone. The page itself comes from the network if that answers soon, else from
// the phone; what stands under /static/ never changes under its address and comes from the phone if it is there.
//
// Started by the address scanner.worker, which says what is needed: self.needed = [urls].

const PAGES = "kadra-scanner-pages";
const STATIC = "kadra-scanner-static";
const PATIENCE_MS = 2_500;
const ANYWAY = { ignoreVary: true };

self.addEventListener("install", (event) => {
  self.skipWaiting();
  event.waitUntil(keepNeeded());
});

self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (request.mode === "navigate" && url.pathname.startsWith("/scanner/")) event.respondWith(page(event));
  else if (url.pathname.startsWith("/static/")) event.respondWith(file(request));
});

/** New files are there before any old one goes, and every kept page is replaced by one that speaks of the new ones. */
async function keepNeeded() {
  const files = await caches.open(STATIC);
  const before = await files.keys();
  const kept = new Set(before.map((request) => request.url));
  const wanted = self.needed.map((path) => new URL(path, location.origin).href);
  await files.addAll(wanted.filter((url) => !kept.has(url)));
  const pages = await caches.open(PAGES);
  const renewed = await Promise.all((await pages.keys()).map((request) => renew(pages, request)));
  const digest = folderOf(wanted[0]);
  if (!renewed.every(Boolean)) return;
  for (const request of before) if (folderOf(request.url) !== digest) await files.delete(request);
}

async function renew(pages, request) {
  const fresh = await fetch(request.url, { redirect: "manual" }).catch(() => null);
  if (fresh?.ok) await pages.put(request.url, fresh);
  return Boolean(fresh?.ok);
}

function folderOf(url) {
  return new URL(url).pathname.split("/")[2]; // /static/<digest>/…
}

async function page(event) {
  const kept = await caches.match(event.request, ANYWAY);
  const fresh = fetch(event.request).then(async (answer) => {
    if (answer.ok && !answer.redirected) await (await caches.open(PAGES)).put(event.request.url, answer.clone());
    return answer;
  });
  if (!kept) return fresh;
  event.waitUntil(fresh.catch(() => {}));
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS, kept.clone()));
  const answer = await Promise.race([fresh.catch(() => kept), late]);
  return answer.status >= 500 ? kept : answer;
}

async function file(request) {
  const kept = await caches.match(request, ANYWAY);
  if (kept) return kept;
  const fresh = await fetch(request);
  if (fresh.ok) await (await caches.open(STATIC)).put(request, fresh.clone());
  return fresh;
}
