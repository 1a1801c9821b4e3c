// Counts how long a lesson is really looked at and says so to data-url, with the heading last in sight.
// Seconds count while the tab is visible and somebody has moved, scrolled or typed in the last two minutes.
// What was not said yet also goes out with every form of the page.

const SECOND = 1000;
const STEP_SECONDS = 30;
const IDLE = 120 * SECOND;
const SIGNS = ["scroll", "pointermove", "pointerdown", "touchstart", "keydown"];

export function start(article) {
  const headings = [...article.querySelectorAll(":is(h2, h3)[id]")];
  let seconds = 0;
  let lastSign = Date.now();
  let refused = false;

  function place() {
    const passed = headings.filter((one) => one.getBoundingClientRect().top < innerHeight / 2);
    return scrollY > 0 ? (passed.at(-1)?.id ?? "") : "";
  }

  async function send() {
    const said = seconds;
    if (refused || said < 1) return;
    seconds = 0;
    const token = document.querySelector("input[name=csrf_token]").value;
    const body = new URLSearchParams({ csrf_token: token, seconds: said, place: place() });
    try {
      const response = await fetch(article.dataset.url, { method: "POST", body, keepalive: true });
      refused = !response.ok; // signed out meanwhile, or not our lesson: nothing to be said any more
    } catch {
      seconds += said; // no network; the next time
    }
  }

  for (const sign of SIGNS) addEventListener(sign, () => (lastSign = Date.now()), { passive: true });

  setInterval(() => {
    if (document.visibilityState !== "visible" || Date.now() - lastSign > IDLE) return;
    seconds += 1;
    if (seconds >= STEP_SECONDS) send();
  }, SECOND);

  document.addEventListener("visibilitychange", () => {
    lastSign = Date.now();
    if (document.visibilityState === "hidden") send();
  });
  addEventListener("pagehide", send);

  // before any other listener, so that whoever sends the form by script finds it filled in
  addEventListener(
    "submit",
    (event) => {
      const { seconds: said, place: where } = event.target.elements;
      if (!said || event.target.method !== "post") return;
      said.value = seconds;
      where.value = place();
      seconds = 0;
    },
    { capture: true },
  );
}
