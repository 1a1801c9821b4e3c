// The two lists that open over the camera: names to choose from, and who is in.

import { answerOf } from "./answers.js";
import { say, timeOf } from "./words.js";

const PAUSE_MS = 250; // after the last key, before the server is asked
const SHORTEST = 3; // letters that the server finds names by

/** A name is typed and chosen: `onChosen(person)`. A hand scanner may type into the field: `onText(text)`, true if a badge. */
export function openNames(dialog, roster, connection, onChosen, onText) {
  const field = dialog.querySelector("input");
  const list = dialog.querySelector("[data-part=found]");
  const note = dialog.querySelector("[data-part=found-note]");
  let timer = null;
  let shown = [];

  function show(people) {
    shown = people;
    list.replaceChildren(...people.map(row));
  }

  function row(person) {
    const button = document.createElement("button");
    button.type = "button";
    button.append(words("scan-row-name", person.name), words("scan-row-line", lineOf(person)));
    button.addEventListener("click", () => choose(person));
    const item = document.createElement("li");
    item.append(button);
    return item;
  }

  function lineOf({ id, school, is_here: isHere }) {
    const since = roster.inSince(id);
    const isKnown = (since && say("in-since", { time: timeOf(since) })) || (isHere && say("known"));
    return [school, isKnown || (roster.isWaiting(id) && say("in-queue"))].filter(Boolean).join(" · ");
  }

  function choose(person) {
    dialog.close();
    onChosen(person);
  }

  async function search() {
    const typed = field.value.trim();
    const own = roster.find(typed);
    show(own);
    note.textContent = "";
    if (typed.length < SHORTEST) return;
    const others = connection.isUp ? await ask(dialog.dataset.url, typed) : null;
    if (typed !== field.value.trim()) return;
    const known = new Set(own.map((person) => person.id));
    if (others) show([...own, ...others.filter((person) => !known.has(person.id))]);
    if (!others && !connection.isUp) note.textContent = say("names-offline");
    else if (shown.length === 0) note.textContent = say("nobody");
  }

  field.addEventListener("input", () => {
    clearTimeout(timer);
    show(roster.find(field.value));
    timer = setTimeout(search, PAUSE_MS);
  });
  field.form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (onText(field.value)) dialog.close();
    else if (shown.length === 1) choose(shown[0]);
  });
  dialog.addEventListener("close", () => {
    field.value = "";
    note.textContent = "";
    show([]);
  });
}

async function ask(url, typed) {
  try {
    const headers = { Accept: "application/json" };
    const answer = await fetch(`${url}?q=${encodeURIComponent(typed)}`, { headers, redirect: "manual", cache: "no-store" });
    return answer.ok ? (await answer.json()).people : null;
  } catch {
    return null;
  }
}

/** Who is in, and what became of the scans of this phone; `onForget(scan)` for those that can never arrive. */
export function listPeople(list, roster, onForget) {
  const { own, told, others } = roster.rows();
  const rows = [
    ...own.map((scan) => rowOfScan(scan, onForget)),
    ...told.map((scan) => rowOfScan(scan)),
    ...others.map(({ name, school, in_at: since }) => rowOf("saved", name, inSince(school, since))),
  ];
  list.replaceChildren(...rows);
}

function inSince(school, since) {
  return [school, say("in-since", { time: timeOf(since) })].filter(Boolean).join(" · ");
}

function rowOfScan(scan, onForget) {
  const { outcome, title, line } = answerOf(scan);
  const row = rowOf(outcome, title, `${timeOf(scan.scanned_at)} · ${line}`);
  if (onForget && (scan.state === "rejected" || (scan.is_offline && scan.result === "refused"))) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button button-ghost";
    button.textContent = say("forget");
    button.addEventListener("click", () => onForget(scan));
    row.append(button);
  }
  return row;
}

function rowOf(outcome, name, line) {
  const row = document.createElement("li");
  row.dataset.outcome = outcome;
  row.append(words("scan-row-name", name), words("scan-row-line", line));
  return row;
}

function words(name, text) {
  const line = document.createElement("span");
  line.className = name;
  line.textContent = text;
  return line;
}
