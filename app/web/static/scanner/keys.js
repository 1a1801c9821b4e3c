// A hand scanner types what it reads, quickly, and presses Enter.

const LONGEST_GAP_MS = 1_000; // between two keys of one reading

/** `onText(text)` is told what was typed outside of fields; it returns true if that was a badge. */
export function listenToKeys(onText) {
  let typed = "";
  let last = 0;

  document.addEventListener("keydown", (event) => {
    if (event.target.matches("input, textarea, select") || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.timeStamp - last > LONGEST_GAP_MS) typed = "";
    last = event.timeStamp;
    if (event.key === "Enter") {
      if (typed && onText(typed)) event.preventDefault(); // not for the button that has the focus
      typed = "";
    } else if (event.key.length === 1) {
      typed += event.key;
    }
  });
}
