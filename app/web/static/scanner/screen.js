// The bar, the answer and the foot of the page.

import { say } from "./words.js";

const SHOWN_MS = { saved: 1_500, known: 1_500, waiting: 2_500, refused: 5_000 };

export function openScreen() {
  const part = (name) => document.querySelector(`[data-part="${name}"]`);
  const answer = part("answer");
  let timer = null;

  /** The answer fills the width; with `since`, how long it took from there is measured as "scan". */
  function show({ outcome, sign, title, line }, since) {
    clearTimeout(timer);
    answer.dataset.outcome = outcome;
    for (const [name, text] of Object.entries({ sign, title, line })) part(name).textContent = text;
    answer.classList.add("is-shown");
    timer = setTimeout(() => answer.classList.remove("is-shown"), SHOWN_MS[outcome]);
    if (since) requestAnimationFrame(() => performance.measure("scan", { start: since }));
  }

  /** How many are in, and how far this phone and the server agree. */
  function showState(roster, connection) {
    const { present, expected } = roster.facts;
    const waiting = roster.count("waiting");
    part("count").textContent = present === undefined ? "" : say("count", { present, expected });
    const network = part("network");
    network.dataset.tone = waiting || !connection.isUp ? "waiting" : "saved";
    const state = say(connection.isUp ? "network" : "no-network");
    network.textContent = waiting ? `${state} · ${say("queue", { count: waiting })}` : state;
    showNotice("sign-in", connection.isSignedOut, say("signed-out", { count: waiting }));
    showNotice("trouble", Boolean(connection.refusal), say("no-right", { count: waiting }));
    const lost = roster.refusedLater() + roster.count("rejected");
    showNotice("refused", lost > 0, say("refused-later", { count: lost }));
  }

  function showNotice(name, isShown, text) {
    const box = part(name);
    box.hidden = !isShown;
    const words = box.querySelector("[data-words]");
    if (words.textContent !== text) words.textContent = text;
  }

  return { part, show, showState };
}
