// Sentences of the page, kept in its <template id="words">, so that they are translated where all others are.

const template = document.getElementById("words");

/** The sentence with this name; {name} in it stands for a value. */
export function say(name, values = {}) {
  const text = template.content.querySelector(`[data-word="${name}"]`).textContent.trim();
  return text.replace(/\{(\w+)\}/g, (_whole, key) => values[key] ?? "");
}

/** The time of day in Poland, as in "14:36". */
export function timeOf(instant) {
  const zone = { hour: "2-digit", minute: "2-digit", timeZone: "Europe/Warsaw" };
  return new Date(instant).toLocaleTimeString("pl", zone);
}

/** The word without case and marks, so that "Łącka" is found by "lac". */
export function folded(text) {
  return text.toLowerCase().replaceAll("ł", "l").normalize("NFD").replace(/\p{M}/gu, "");
}
