// Sends what waits, as often as it takes. The server knows each scan by its key, so sending again does no harm; a scan
// leaves the queue only with the server's answer to it.
//
// Of all tabs one sends at a time. What happens is told on the channel, to every tab of this phone.

import * as store from "./store.js";

export const CHANNEL = "kadra-scanner";

const BATCH = 100;
const SHORTEST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 60_000;
const IDLE_PAUSE_MS = 15_000; // until the list is asked for again; others scan, too
const LONGEST_WAIT_MS = 20_000; // for an answer, or for another tab that may be asleep
const DOUBT_MS = 3_000; // without an answer the network is not called one

/** `meeting` is the one of this page; null on a page of none. */
export function startSending(meeting) {
  const channel = new BroadcastChannel(CHANNEL);
  const listeners = new Set();
  const state = { isUp: navigator.onLine, isSignedOut: false, refusal: null };
  let token = null;
  let running = null;
  let isAskedAgain = false;
  let pause = SHORTEST_PAUSE_MS;
  let timer = null;
  let asking = new AbortController();
  const begun = store.markUnanswered(); // who was scanned before the page was opened is gone from the door

  channel.onmessage = ({ data }) => hear(data);

  function hear(news) {
    for (const listener of listeners) listener(news);
  }

  function tell(news) {
    channel.postMessage(news);
    hear(news);
  }

  function become(change) {
    Object.assign(state, change);
    hear({ kind: "connection" });
  }

  /** The list of the meeting is fresh, and forms are sent in this browser's own name. */
  async function refresh(id = meeting) {
    const known = await store.meetingOf(id);
    const asked = Date.now();
    const address = token && known.version ? `${known.roster_url}?known=${known.version}` : known.roster_url;
    const answer = await ask(address, { headers: { Accept: "application/json" }, redirect: "manual" });
    if (answer.type === "opaqueredirect") throw new SignedOut();
    if (!answer.ok) throw new Refused(answer.status);
    become({ isUp: true, isSignedOut: false, refusal: null });
    if (answer.status === 204) return;
    const { csrf_token: fresh, ...facts } = await answer.json();
    token = fresh;
    await store.keepMeeting({ ...facts, told_at: asked });
    tell({ kind: "meeting", meeting: id });
  }

  /** Everything that waits was offered to the server once; true if it is there for us. */
  function flush() {
    if (running) {
      isAskedAgain = true;
      return running;
    }
    const doubting = setTimeout(doubt, DOUBT_MS);
    running = exclusively(sendAll)
      .then((left) => (pause = left ? Math.min(2 * pause, LONGEST_PAUSE_MS) : SHORTEST_PAUSE_MS))
      .catch(explain)
      .finally(() => {
        clearTimeout(doubting);
        running = null;
        if (isAskedAgain) {
          isAskedAgain = false;
          if (state.isUp) return flush();
        }
        return plan();
      });
    return running;
  }

  function explain(error) {
    pause = Math.min(2 * pause, LONGEST_PAUSE_MS);
    if (error instanceof SignedOut) return become({ isUp: true, isSignedOut: true });
    if (error instanceof Refused) return become({ isUp: true, refusal: error.status });
    if (!(error instanceof NoAnswer)) console.warn(error);
    return become({ isUp: false });
  }

  async function plan() {
    clearTimeout(timer);
    const isIdle = state.isUp && (await store.waiting()).length === 0;
    if (!document.hidden || !isIdle) timer = setTimeout(flush, isIdle ? IDLE_PAUSE_MS : pause);
  }

  /** Every scan that waits was offered once; how many of them still wait. */
  async function sendAll() {
    await begun;
    const offered = new Set();
    let refused = null;
    for (;;) {
      const scans = (await store.waiting()).filter((scan) => !offered.has(scan.key));
      if (scans.length === 0) break;
      const ofOne = scans.filter((scan) => scan.meeting === scans[0].meeting);
      const batch = ofOne.slice(0, BATCH);
      for (const scan of batch) offered.add(scan.key);
      try {
        await send(batch);
      } catch (error) {
        await store.markUnanswered(batch.map((scan) => scan.key));
        if (!(error instanceof Refused)) throw error;
        for (const scan of ofOne) offered.add(scan.key); // other meetings need not wait for this one
        if (ofOne[0].meeting === meeting) refused = error;
      }
    }
    if (refused) throw refused;
    if (!state.isUp || offered.size === 0) await reach();
    return (await store.waiting()).filter((scan) => offered.has(scan.key)).length;
  }

  /** Nothing waits, or so it seemed: is the server there? */
  async function reach() {
    if (meeting !== null) await refresh();
  }

  async function send(batch, isFresh = false) {
    const known = await store.meetingOf(batch[0].meeting);
    if (!token) await refresh(known.meeting);
    const answer = await ask(known.scans_url, {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": token },
      body: JSON.stringify({ device: await store.phoneName(), scans: batch.map(asSent) }),
    });
    if (answer.ok) return take(await answer.json(), batch, known);
    if (answer.status === 401) throw new SignedOut();
    if (answer.status !== 400) throw new Refused(answer.status);
    if (!isFresh) {
      token = null;
      await refresh(known.meeting); // after signing in again forms have another token
      return send(batch, true);
    }
    if (batch.length === 1) return reject(batch[0], answer);
    for (const scan of batch) await send([scan], true);
  }

  async function take({ results, present, expected }, batch, known) {
    const keys = new Set(batch.map((scan) => scan.key));
    for (const { key, ...answer } of results.filter((one) => keys.has(one.key))) {
      const facts = Object.fromEntries(Object.entries(answer).filter(([, value]) => value !== null && value !== ""));
      await store.changeWaiting(key, { ...facts, state: "answered", answered_at: Date.now() });
    }
    await store.keepMeeting({ meeting: known.meeting, present, expected });
    become({ isUp: true, isSignedOut: false, refusal: null });
    tell({ kind: "answers", meeting: known.meeting, keys: results.map((one) => one.key) });
  }

  async function reject(scan, answer) {
    const { error: sentence = "" } = await answer.json().catch(() => ({}));
    await store.changeWaiting(scan.key, { state: "rejected", sentence });
    tell({ kind: "answers", meeting: scan.meeting, keys: [scan.key] });
  }

  async function ask(url, options) {
    asking = new AbortController();
    const timeout = setTimeout(() => asking.abort(), LONGEST_WAIT_MS);
    let answer;
    try {
      answer = await fetch(url, { ...options, cache: "no-store", signal: asking.signal });
    } catch (error) {
      throw new NoAnswer(error.message);
    } finally {
      clearTimeout(timeout);
    }
    if (answer.status >= 500 || answer.status === 429) throw new NoAnswer(answer.statusText);
    return answer;
  }

  /** The network is not there, or too slow to wait for it at the door. */
  function doubt() {
    become({ isUp: false });
  }

  window.addEventListener("online", async () => {
    asking.abort(); // an answer on a network that is gone may never come
    await running;
    flush();
  });
  window.addEventListener("offline", doubt);
  document.addEventListener("visibilitychange", () => document.hidden || flush());

  return {
    state,
    flush,
    /** `listener` is told what happens, until what is returned is called. */
    onNews(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    /** An answer can be had soon, as far as is known. */
    isThere: () => state.isUp && !state.isSignedOut && state.refusal === null,
    doubt,
  };
}

class NoAnswer extends Error {}
class SignedOut extends Error {}

class Refused extends Error {
  constructor(status) {
    super(`The server answered ${status}`);
    this.status = status;
  }
}

/** Only the age of a scan is told, so that a wrong clock of the phone does no harm. */
function asSent({ key, code, person_id, kind, way, scanned_at, is_offline: offline }) {
  const who = code === null ? { code, person_id } : { code, person_id: null }; // whose badge it is, the server says
  return { key, ...who, kind, way, age_ms: Math.round(Date.now() - scanned_at), offline };
}

/** No other tab does the same meanwhile, unless it sleeps. */
async function exclusively(task) {
  if (!navigator.locks) return task();
  try {
    return await navigator.locks.request("kadra-scanner", { signal: AbortSignal.timeout(LONGEST_WAIT_MS) }, task);
  } catch (error) {
    if (error.name === "TimeoutError") return task();
    throw error;
  }
}
