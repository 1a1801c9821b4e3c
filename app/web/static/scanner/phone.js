// What makes the page an app: it opens without a network, the phone stays awake, and old lists do not stay on it.

import { filesOfDecoder } from "./decoder.js";
import * as store from "./store.js";

const PAGES = "kadra-scanner-pages";
const STATIC = "kadra-scanner-static";
const ANYWAY = { ignoreVary: true };
const KEPT_AFTER_MS = 24 * 60 * 60 * 1000;

/** The page of this address and all it needs are on the phone as fresh as can be had; true if they are there at all. */
export async function keepForOffline(workerUrl, decoder) {
  await renew(workerUrl, decoder).catch((error) => console.warn(error.message));
  await navigator.storage?.persist?.();
  const worker = await navigator.serviceWorker?.getRegistration("/scanner/");
  const needed = [location.pathname, ...filesOfDecoder(decoder)];
  const kept = await Promise.all(needed.map((url) => caches.match(url, ANYWAY)));
  return Boolean(worker?.active) && kept.every(Boolean);
}

async function renew(workerUrl, decoder) {
  const registration = await navigator.serviceWorker.register(workerUrl, { scope: "/scanner/" });
  await installed(registration.installing);
  await navigator.serviceWorker.ready;
  const files = await caches.open(STATIC);
  for (const url of filesOfDecoder(decoder)) {
    if (!(await files.match(url, ANYWAY))) await files.add(url);
  }
  const page = await fetch(location.pathname, { redirect: "manual" });
  const [folder] = (await page.clone().text()).match(/\/static\/[^/]+\//) ?? [];
  const isWhole = folder && (await files.match(`${folder}scanner/worker.js`, ANYWAY)); // the worker keeps all or nothing
  if (page.ok && isWhole) await (await caches.open(PAGES)).put(location.pathname, page);
}

/** The worker has done what it does first, or failed. */
function installed(worker) {
  return new Promise((resolve) => {
    const look = () => worker?.state === "installing" || resolve();
    worker?.addEventListener("statechange", look);
    look();
  });
}

/** Meetings that ended more than a day ago are not on the phone any more, unless one is `open` or its scans wait. */
export async function forgetOldMeetings(open = null) {
  for (const { meeting, ends_at: end, page_url: url } of await store.meetings()) {
    if (meeting === open || !end || Date.now() - Date.parse(end) < KEPT_AFTER_MS) continue;
    if (await store.forgetMeeting(meeting)) await (await caches.open(PAGES)).delete(url, ANYWAY);
  }
}

/** The screen does not go dark while the page is in sight. */
export function stayAwake() {
  const ask = () => document.hidden || navigator.wakeLock?.request("screen").catch(() => {});
  document.addEventListener("visibilitychange", ask);
  ask();
}

/** The button puts the app on the home screen, where the browser offers that. */
export function offerInstalling(button) {
  window.addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    button.hidden = false;
    button.onclick = () => {
      button.hidden = true;
      event.prompt();
    };
  });
}
