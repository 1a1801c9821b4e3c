// What this phone keeps: scans, what is known of each meeting, and the phone's own name. It survives reloading, closing
// and switching off.
//
// A scan: key (made with it), meeting, code or person_id, kind ("in" or "out"), way, scanned_at (this phone's clock), name
// and school as far as known, state, is_offline (the server did not answer while somebody stood at the door). States: "waiting" until the server answers,
// "answered" (then it has the server's result, sentence, is_late, for_review), "rejected" (the server cannot read it).

import { openDB } from "../vendor/idb-8.0.4.js";

const opened = openDB("kadra-scanner", 1, {
  upgrade(database) {
    database.createObjectStore("scans", { keyPath: "key" }).createIndex("meeting", "meeting");
    database.createObjectStore("meetings", { keyPath: "meeting" });
    database.createObjectStore("phone", { keyPath: "name" });
  },
  blocking: (_old, _new, event) => event.target.close(),
});

/** The random name of this phone; made at the first call. */
export async function phoneName() {
  const transaction = (await opened).transaction("phone", "readwrite");
  const kept = await transaction.store.get("device");
  if (!kept) await transaction.store.put({ name: "device", value: crypto.randomUUID() });
  await transaction.done;
  return kept ? kept.value : phoneName();
}

/** The scan is on the disk of the phone, unless the same person or badge waits already: then that scan is returned. */
export async function keep(scan) {
  const transaction = (await opened).transaction("scans", "readwrite", { durability: "strict" });
  const others = await transaction.store.index("meeting").getAll(scan.meeting);
  const twin = others.find((one) => one.state === "waiting" && one.kind === scan.kind && isSame(one, scan));
  if (!twin) await transaction.store.add(scan);
  await transaction.done;
  return twin;
}

function isSame(one, other) {
  if (one.person_id !== null) return one.person_id === other.person_id;
  return one.code === other.code;
}

/** The scan as it is now, after `change` was laid over it if it still waits. */
export async function changeWaiting(key, change) {
  const transaction = (await opened).transaction("scans", "readwrite", { durability: "strict" });
  const scan = await transaction.store.get(key);
  if (scan?.state === "waiting") await transaction.store.put(Object.assign(scan, change));
  await transaction.done;
  return scan;
}

/** Those of the scans that still wait have gone without an answer; all that wait, unless `keys` are given. */
export async function markUnanswered(keys = null) {
  const transaction = (await opened).transaction("scans", "readwrite", { durability: "strict" });
  const scans = await transaction.store.getAll();
  for (const scan of scans) {
    const isMeant = keys === null || keys.includes(scan.key);
    if (isMeant && scan.state === "waiting") transaction.store.put({ ...scan, is_offline: true });
  }
  await transaction.done;
}

/** Every scan that waits, the oldest first; of all meetings. */
export async function waiting() {
  const scans = await (await opened).getAll("scans");
  return scans.filter((scan) => scan.state === "waiting").sort((one, other) => one.scanned_at - other.scanned_at);
}

/** Every scan of the meeting, the newest first. */
export async function scansOf(meeting) {
  const scans = await (await opened).getAllFromIndex("scans", "meeting", meeting);
  return scans.sort((one, other) => other.scanned_at - one.scanned_at);
}

/** The scan is no longer on the phone. */
export async function forgetScan(key) {
  await (await opened).delete("scans", key);
}

/** What is known of the meeting; undefined if nothing is. */
export async function meetingOf(meeting) {
  return (await opened).get("meetings", meeting);
}

/** Every meeting that the phone knows. */
export async function meetings() {
  return (await opened).getAll("meetings");
}

/** The meeting is known, with `facts` laid over what was known before. */
export async function keepMeeting(facts) {
  const transaction = (await opened).transaction("meetings", "readwrite");
  const known = await transaction.store.get(facts.meeting);
  await transaction.store.put({ ...known, ...facts });
  await transaction.done;
}

/** Nothing about the meeting is on the phone, unless one of its scans has not arrived: then all of it stays. */
export async function forgetMeeting(meeting) {
  const transaction = (await opened).transaction(["scans", "meetings"], "readwrite");
  const scans = await transaction.objectStore("scans").index("meeting").getAll(meeting);
  const isDone = scans.every((scan) => scan.state === "answered");
  if (isDone) {
    for (const scan of scans) transaction.objectStore("scans").delete(scan.key);
    transaction.objectStore("meetings").delete(meeting);
  }
  await transaction.done;
  return isDone;
}
