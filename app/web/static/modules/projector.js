// The wall of a hall: shows what the server says, and takes a code away once it can no longer hold. What time it is on
// this computer does not matter, only how much has passed.

import { watch } from "./live.js";

const TICK = 500;
const SECOND = 1000;
const SILENCE = 4000;

export function start(wall) {
  const [code, trouble, blind] = ['[data-part="code"]', "[data-trouble]", "template"].map((one) => wall.querySelector(one));
  const given = wall.dataset;
  let key = code.dataset.key;
  let heardAt = performance.now();
  // what was loaded is at most as old as the navigation that asked for it
  let holds = timer(given.holdsMs, 0);
  let opens = timer(given.opensMs, 0);

  watch(wall, {
    changed(news, asked) {
      if (key !== code.dataset.key) requestAnimationFrame(() => code.querySelector("animate")?.beginElement());
      key = code.dataset.key;
      holds = timer(news.holds_ms, asked);
      opens = timer(news.opens_ms, asked);
    },
    heard() {
      heardAt = performance.now();
    },
  });

  setInterval(() => {
    trouble.hidden = performance.now() - heardAt < SILENCE;
    const clock = code.querySelector("[data-countdown]");
    if (clock && opens) clock.textContent = written(opens() / SECOND);
    if (!holds || holds() > 0) return;
    holds = null;
    code.replaceChildren(blind.content.cloneNode(true));
    key = code.dataset.key = given.cursor = ""; // the next answer is news, whatever it says
  }, TICK);

  navigator.wakeLock?.request("screen").catch(() => {}); // where it is refused, the computer's own settings count
}

/** Tells how many milliseconds are left of these since `from`, also when the computer slept; null if there are none. */
function timer(milliseconds, from) {
  if (!milliseconds) return null;
  const began = Date.now() - (performance.now() - from);
  return () => milliseconds - Math.max(performance.now() - from, Date.now() - began);
}

function written(left) {
  const seconds = Math.max(0, Math.floor(left));
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const two = (number) => String(number).padStart(2, "0");
  return hours ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}
