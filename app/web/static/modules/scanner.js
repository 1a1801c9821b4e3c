// The scanner: a code comes in by the camera, a hand scanner or a name; it is kept on the phone; then its answer is shown.

import { answerOf, refusal } from "../scanner/answers.js";
import { readBadge } from "../scanner/badge.js";
import { cameraPermission, openCamera } from "../scanner/camera.js";
import { openDecoder } from "../scanner/decoder.js";
import { listenToKeys } from "../scanner/keys.js";
import { listPeople, openNames } from "../scanner/people.js";
import { forgetOldMeetings, keepForOffline, offerInstalling, stayAwake } from "../scanner/phone.js";
import { openRoster } from "../scanner/roster.js";
import { openScreen } from "../scanner/screen.js";
import { startSending } from "../scanner/sender.js";
import { allowSound, signal } from "../scanner/signals.js";
import * as store from "../scanner/store.js";
import { say } from "../scanner/words.js";

const PATIENCE_MS = 900; // as long as somebody may stand at the door without an answer

export async function start(root) {
  try {
    await store.phoneName();
  } catch (error) {
    console.warn(error);
    document.querySelector("[data-part=no-store]").hidden = false;
    return;
  }
  await open(root);
}

async function open(root) {
  const meeting = Number(root.dataset.meeting);
  const { rosterUrl, scansUrl, workerUrl } = root.dataset;
  const page = { meeting, roster_url: rosterUrl, scans_url: scansUrl, page_url: location.pathname };
  await forgetOldMeetings(meeting);
  await store.keepMeeting({ ...page, title: root.dataset.title, ends_at: root.dataset.endsAt });
  const roster = openRoster(meeting);
  const screen = openScreen();
  const sender = startSending(meeting);
  const dialogs = [...root.querySelectorAll("dialog")];
  const list = screen.part("list");
  const decoder = openDecoder();
  let camera = null;

  async function refresh() {
    await roster.reload();
    screen.showState(roster, sender.state);
    listPeople(list, roster, forget);
  }

  async function forget(scan) {
    await store.forgetScan(scan.key);
    await refresh();
  }

  /** The scan is on the phone before anything is shown; whoever has no answer soon is told that it waits. */
  async function record({ code = null, person, way }, since) {
    const scan = {
      key: crypto.randomUUID(),
      meeting,
      code,
      person_id: person?.id ?? null,
      name: person?.name ?? "",
      school: person?.school ?? "",
      is_in_since: person && kind() === "in" ? roster.inSince(person.id) : null,
      kind: kind(),
      way,
      scanned_at: Date.now(),
      state: "waiting",
      is_offline: !sender.isThere(),
    };
    const twin = await store.keep(scan);
    const answered = await answerSoon(twin ?? scan);
    answer(answerOf(answered), since);
    await refresh();
  }

  async function answerSoon(scan) {
    const flushed = sender.flush();
    if (sender.isThere()) await Promise.race([settled(scan.key), flushed, pause(PATIENCE_MS)]);
    const now = await store.changeWaiting(scan.key, { is_offline: true });
    if (now.state === "waiting" && sender.isThere()) sender.doubt();
    return now;
  }

  function settled(key) {
    return new Promise((resolve) => {
      const stop = sender.onNews(({ kind: what, keys }) => {
        if (what !== "answers" || !keys.includes(key)) return;
        stop();
        resolve();
      });
    });
  }

  function answer(shown, since) {
    screen.show(shown, since);
    signal(shown.outcome);
  }

  async function onText(text, since) {
    if (!readBadge(text)) return answer(refusal("no-badge"), since);
    return orSayWhy(record({ code: text, person: await roster.ownerOf(text), way: "badge" }, since), since);
  }

  /** A hand scanner, or somebody's hands, typed something; true if it was a badge. */
  function onTyped(text) {
    if (!readBadge(text)) return false;
    for (const dialog of dialogs) dialog.close();
    onText(text);
    return true;
  }

  function onName(person) {
    orSayWhy(record({ person, way: "name" }));
  }

  /** What could not be kept is never shown as if it were. */
  async function orSayWhy(recorded, since) {
    try {
      await recorded;
    } catch (error) {
      console.warn(error);
      answer(refusal("not-kept"), since);
    }
  }

  const kind = () => root.querySelector("input[name=kind]:checked")?.value ?? "in";

  async function look() {
    const note = screen.part("camera-note");
    const button = screen.part("camera-on");
    button.hidden = true;
    try {
      camera = await openCamera(screen.part("video"), await decoder, onText, () => showNoCamera("camera-lost"));
      screen.part("camera-off").hidden = true;
      offerTorch(screen.part("torch"), camera.torch);
      stayAwake();
    } catch (error) {
      showNoCamera({ NotAllowedError: "camera-refused", NotFoundError: "camera-absent" }[error.name] ?? "camera-busy");
    }

    function showNoCamera(word) {
      note.textContent = say(word);
      button.textContent = say("camera-again");
      screen.part("camera-off").hidden = button.hidden = false;
    }
  }

  wireDialogs(dialogs, (isOpen) => camera?.pause(isOpen));
  openNames(dialogs.find((one) => one.id === "scan-names"), roster, sender.state, onName, onTyped);
  listenToKeys(onTyped);
  sender.onNews(refresh);
  screen.part("camera-on").addEventListener("click", look);
  document.addEventListener("pointerdown", allowSound);
  offerInstalling(screen.part("install"));
  screen.part("app").hidden = false;
  await refresh();
  if ((await cameraPermission()) === "granted") look();
  else screen.part("camera-off").hidden = false;
  sender.flush();
  await showReadiness(screen.part("ready"), workerUrl, (await decoder).name);
}

async function showReadiness(line, workerUrl, decoder) {
  const isReady = await keepForOffline(workerUrl, decoder).catch(() => false);
  line.textContent = say(isReady ? "ready-offline" : "not-ready-offline");
}

function offerTorch(button, torch) {
  button.hidden = !torch;
  button.onclick = async () => button.setAttribute("aria-pressed", await torch());
}

/** Buttons with data-opens open the dialog of that name; while one is open the camera rests. */
function wireDialogs(dialogs, onChange) {
  for (const dialog of dialogs) {
    for (const button of document.querySelectorAll(`[data-opens="${dialog.id}"]`)) {
      button.addEventListener("click", () => {
        dialog.showModal();
        onChange(true);
      });
    }
    dialog.addEventListener("close", () => onChange(false));
  }
}

function pause(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
