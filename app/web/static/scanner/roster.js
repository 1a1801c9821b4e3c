// Who is known by name on this phone, and who is in, as far as this phone can tell.

import { markOf, readBadge } from "./badge.js";
import * as store from "./store.js";
import { folded } from "./words.js";

const SHOWN = 8; // names that are offered at once

/** What is known now; `reload()` after news. */
export function openRoster(meeting) {
  let facts = {};
  let byMark = new Map();
  let byId = new Map();
  let scans = [];

  async function reload() {
    facts = (await store.meetingOf(meeting)) ?? {};
    scans = await store.scansOf(meeting);
    const people = facts.people ?? [];
    byMark = new Map(people.map((person) => [person.badge, person]));
    byId = new Map(people.map((person) => [person.id, person]));
  }

  async function ownerOf(text) {
    const code = readBadge(text);
    return code && byMark.get(await markOf(code));
  }

  /** The server said so after it had told who is in. */
  function firstOfEach(scans) {
  const seen = new Set();
  return scans.filter((scan) => !seen.has(scan.person_id) && seen.add(scan.person_id));
}
