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
  function isIn({ state, result, kind, answered_at: at }) {
    return state === "answered" && kind === "in" && result !== "refused" && at > (facts.told_at ?? 0);
  }

  /** When the person came in, as far as is known; null if not. */
  function inSince(id) {
    const told = scans.find((scan) => scan.person_id === id && isIn(scan));
    return byId.get(id)?.in_at ?? (told ? new Date(told.scanned_at).toISOString() : null);
  }

  function isWaiting(id) {
    return scans.some((scan) => scan.person_id === id && scan.state === "waiting");
  }

  /** People whose names have words that begin so; those who are not in first. */
  function find(typed) {
    const parts = folded(typed).split(/[\s,]+/).filter(Boolean);
    if (parts.length === 0) return [];
    const found = (facts.people ?? []).filter(({ name }) => {
      const words = folded(name).split(/[\s-]+/);
      return parts.every((part) => words.some((word) => word.startsWith(part)));
    });
    found.sort((one, other) => Boolean(inSince(one.id)) - Boolean(inSince(other.id)));
    return found.slice(0, SHOWN);
  }

  /** Own scans that wait or never will be in, then everybody who is in; the newest first. */
  function rows() {
    const own = scans.filter(({ state, result }) => state !== "answered" || result === "refused");
    const told = scans.filter((scan) => isIn(scan) && !byId.get(scan.person_id)?.in_at);
    const others = (facts.people ?? []).filter((person) => person.in_at);
    others.sort((one, other) => other.in_at.localeCompare(one.in_at));
    return { own, told: firstOfEach(told), others };
  }

  return {
    reload,
    ownerOf,
    inSince,
    isWaiting,
    find,
    rows,
    count: (state) => scans.filter((scan) => scan.state === state).length,
    refusedLater: () => scans.filter((scan) => scan.is_offline && scan.result === "refused").length,
    get facts() {
      return facts;
    },
  };
}

function firstOfEach(scans) {
  const seen = new Set();
  return scans.filter((scan) => !seen.has(scan.person_id) && seen.add(scan.person_id));
}
