// The meetings that this phone keeps; what waits is sent from here as well.

import { forgetOldMeetings } from "../scanner/phone.js";
import { startSending } from "../scanner/sender.js";
import * as store from "../scanner/store.js";
import { say } from "../scanner/words.js";

export async function start(root) {
  const list = root.querySelector("[data-part=meetings]");
  const none = root.querySelector("[data-part=none]");
  await forgetOldMeetings();
  const sender = startSending(null);
  sender.onNews(show);
  await show();
  sender.flush();

  async function show() {
    const waiting = await store.waiting();
    const meetings = await store.meetings();
    meetings.sort((one, other) => (one.starts_at ?? "").localeCompare(other.starts_at ?? ""));
    list.replaceChildren(...meetings.map((meeting) => row(meeting, waiting)));
    none.hidden = meetings.length > 0;
  }
}

function row({ meeting, title, starts_at: start, page_url: url }, waiting) {
  const link = document.createElement("a");
  link.href = url;
  const name = document.createElement("span");
  name.className = "scan-row-name";
  name.textContent = title;
  const line = document.createElement("span");
  line.className = "scan-row-line";
  const count = waiting.filter((scan) => scan.meeting === meeting).length;
  line.textContent = [start && when(start), count && say("queue", { count })].filter(Boolean).join(" · ");
  link.append(name, line);
  const item = document.createElement("li");
  item.append(link);
  return item;
}

function when(instant) {
  const parts = { dateStyle: "long", timeStyle: "short", hourCycle: "h23", timeZone: "Europe/Warsaw" };
  return new Date(instant).toLocaleString(document.documentElement.lang, parts);
}
