// Keeps a page true while its tab is in sight: asks data-url what changed since data-cursor, which is nothing (204) most
// of the time. An answer is {cursor, parts: {name: [key, html]}}: an element with data-part="name" gets its html when it
// shows another key. Other modules listen through watch(box, {changed, heard, lost}).

const PAUSE = 1500;
const LONGEST_PAUSE = 4000;
const PATIENCE = 8000;
const NO_NEWS = 204;
const GONE = new Set([401, 403, 404]); // a reload explains these better than this page can

export function start(box) {
  watch(box);
}

export async function watch(box, { changed = () => {}, heard = () => {}, lost = () => {} } = {}) {
  let pause = PAUSE;
  while (box.isConnected) {
    await nextTurn(pause);
    const asked = performance.now();
    try {
      const news = await newsOf(box);
      if (news) {
        show(box, news);
        changed(news, asked);
      }
      pause = PAUSE;
      heard();
    } catch {
      pause = Math.min(2 * pause, LONGEST_PAUSE);
      lost();
    }
  }
}

/** After the pause; a tab out of sight waits until it is looked at again. */
async function nextTurn(pause) {
  await new Promise((done) => setTimeout(done, pause));
  while (document.hidden) {
    await new Promise((done) => document.addEventListener("visibilitychange", done, { once: true }));
  }
}

async function newsOf(box) {
  const url = new URL(box.dataset.url, location.href);
  url.searchParams.set("cursor", box.dataset.cursor);
  const response = await fetch(url, { redirect: "manual", signal: AbortSignal.timeout(PATIENCE) });
  if (response.type === "opaqueredirect" || GONE.has(response.status)) location.reload();
  if (!response.ok) throw new Error(response.statusText);
  return response.status === NO_NEWS ? null : response.json();
}

function show(box, { cursor, parts }) {
  box.dataset.cursor = cursor;
  for (const [name, [key, html]] of Object.entries(parts)) {
    const part = box.querySelector(`[data-part="${name}"]`);
    if (!part || part.dataset.key === key) continue;
    part.dataset.key = key;
    part.innerHTML = html;
  }
}
