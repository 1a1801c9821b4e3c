// What is heard and felt: each outcome has a sound and a vibration of its own.

const SOUNDS = {
  // frequency in Hz, start and length in seconds
  saved: [[880, 0, 0.09], [1320, 0.09, 0.14]],
  known: [[880, 0, 0.12]],
  waiting: [[587, 0, 0.12], [587, 0.18, 0.12]],
  refused: [[196, 0, 0.45]],
};
const VIBRATIONS = { saved: [60], known: [40], waiting: [60, 80, 60], refused: [350] };
const LOUDNESS = 0.25;

let context = null;

/** Browsers stay silent until somebody touches the page; call this when somebody does. */
export function allowSound() {
  context ??= new AudioContext();
  context.resume();
}

export function signal(outcome) {
  if (navigator.userActivation?.hasBeenActive) navigator.vibrate?.(VIBRATIONS[outcome]);
  if (context?.state !== "running") return;
  for (const [frequency, start, length] of SOUNDS[outcome]) play(frequency, context.currentTime + start, length);
}

function play(frequency, at, length) {
  const tone = new OscillatorNode(context, { frequency, type: frequency < 300 ? "square" : "sine" });
  const volume = new GainNode(context, { gain: 0 });
  volume.gain.setValueAtTime(LOUDNESS, at);
  volume.gain.exponentialRampToValueAtTime(0.001, at + length);
  tone.connect(volume).connect(context.destination);
  tone.start(at);
  tone.stop(at + length);
}
