// The camera: looks until told to pause, and gives each code that comes into sight, with the instant of its frame.

const AGAIN_AFTER_MS = 3_000; // a code that stays in sight that long or longer is one scan
const SHORTEST_STEP_MS = 60; // between two looks; a phone is to stay cool

/** "granted", "denied", or "prompt" where the browser will ask, or does not tell. */
export async function cameraPermission() {
  try {
    return (await navigator.permissions.query({ name: "camera" })).state;
  } catch {
    return "prompt";
  }
}

/**
 * The camera is open and looks; `onCode(text, frameTime)` is awaited before it looks on.
 *
 * Throws NotAllowedError if it is refused, NotFoundError if there is none, other errors if it cannot be had.
 */
export async function openCamera(video, decoder, onCode, onEnd) {
  if (!navigator.mediaDevices) throw new DOMException("No camera without a secure address", "NotFoundError");
  const wish = { facingMode: "environment", width: { ideal: 1280 }, height: { ideal: 720 } };
  const stream = await navigator.mediaDevices.getUserMedia({ video: wish, audio: false });
  const [track] = stream.getVideoTracks();
  video.srcObject = stream;
  await video.play();
  const seen = new Map();
  let isPaused = false;

  /** A code that was not in sight for a while; of several the next look takes another. */
  function newOne(texts) {
    const now = performance.now();
    for (const [text, at] of seen) if (now - at > AGAIN_AFTER_MS) seen.delete(text);
    const fresh = texts.find((text) => text && !seen.has(text));
    for (const text of texts) if (text === fresh || seen.has(text)) seen.set(text, now);
    return fresh;
  }

  async function look(frameTime) {
    if (track.readyState === "ended") return onEnd();
    if (!isPaused && !document.hidden) {
      const text = newOne(await decoder.read(video).catch(() => []));
      if (text) await onCode(text, frameTime);
    }
    const rest = SHORTEST_STEP_MS - (performance.now() - frameTime);
    setTimeout(() => nextFrame(video, look), Math.max(0, rest));
  }

  nextFrame(video, look);
  return {
    pause: (value) => (isPaused = value),
    torch: torchOf(track),
  };
}

function nextFrame(video, look) {
  if (!video.requestVideoFrameCallback) return requestAnimationFrame(look);
  return video.requestVideoFrameCallback((now, frame) => look(frame.captureTime ?? frame.presentationTime ?? now));
}

/** Switches the light of the camera; null if it has none. */
function torchOf(track) {
  if (!track.getCapabilities?.().torch) return null;
  let isOn = false;
  return async () => {
    await track.applyConstraints({ advanced: [{ torch: !isOn }] });
    isOn = !isOn;
    return isOn;
  };
}
