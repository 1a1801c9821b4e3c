// Keeps the pages of the scanner on the phone. The page itself comes from the network if that answers soon, else from
// the phone; what stands under /static/ never changes under its address and comes from the phone if it is there.
//
// A page is replaced only by one whose files are all here: a network that breaks in the middle of an update leaves what
// worked. Started by the address scanner.worker, which says what is needed: self.needed = [urls].

const PAGES = "kadra-scanner-pages";
const STATIC = "kadra-scanner-static";
const START = "/scanner/";
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
  if (request.mode === "navigate" && url.pathname.startsWith(START)) event.respondWith(page(event));
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
  const addresses = (await pages.keys()).map((request) => request.url);
  const renewed = await Promise.all([START, ...addresses].map((url) => renew(pages, url)));
  if (!renewed.every(Boolean)) return;
  for (const request of before) if (folderOf(request.url) !== folderOf(wanted[0])) await files.delete(request);
}

/** The page no longer needs old files: it is fresh, or gone because this account may not open it. */
async function renew(pages, url) {
  const fresh = await fetch(url, { redirect: "manual", cache: "no-store" }).catch(() => null);
  if (fresh?.ok) await pages.put(url, fresh);
  else if ([403, 404].includes(fresh?.status)) await pages.delete(url, ANYWAY);
  else return false;
  return true;
}

function folderOf(url) {
  return new URL(url).pathname.split("/")[2]; // /static/<digest>/…
}

async function page({ request }) {
  const kept = await caches.match(request, ANYWAY);
  const fresh = fetch(request);
  if (!kept) return fresh;
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS, kept));
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
