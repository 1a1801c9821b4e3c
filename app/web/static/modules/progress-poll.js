// Asks data-url each second for {done, total, finished_url} and moves the bar, if there is one; goes to finished_url when it is there.

const SECOND = 1000;
const LONGEST = 16 * SECOND;

export function start(box) {
  const bar = box.querySelector("progress");
  const words = box.querySelector("[role=status]");
  let pause = SECOND;

  async function ask() {
    try {
      const response = await fetch(box.dataset.url, { headers: { Accept: "application/json" } });
      if (!response.ok) throw new Error(response.statusText);
      const { done, total, finished_url: finished } = await response.json();
      if (finished) return location.assign(finished);
      if (bar) {
        bar.max = total || 1;
        bar.value = done;
        words.textContent = box.dataset.text.replace("{done}", done).replace("{total}", total);
      }
      pause = SECOND;
    } catch {
      pause = Math.min(2 * pause, LONGEST);
    }
    setTimeout(ask, pause);
  }

  setTimeout(ask, pause);
}
