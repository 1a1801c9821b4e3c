// A check is judged without leaving the page: the answer is sent, and what comes back takes the place of the question.
// One answer out of several is sent as soon as it is picked with a pointer; whoever types presses the button, which stays.

const FORM_FRAGMENT = { "X-Fragment": "1" };

export function start(section) {
  const form = section.querySelector("form");
  if (form.method !== "post") return;
  let byPointer = false;
  form.addEventListener("pointerdown", () => (byPointer = true));
  form.addEventListener("keydown", () => (byPointer = false));
  form.addEventListener("change", (event) => {
    if (byPointer && event.target.type === "radio") form.requestSubmit();
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      const response = await fetch(form.action, { method: "POST", body: new FormData(form), headers: FORM_FRAGMENT });
      if (!response.ok || response.redirected) throw new Error(response.statusText);
      replace(section, await response.text());
    } catch {
      form.submit(); // the long way, which also says what went wrong
    }
  });
}

function replace(section, html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  const fresh = document.importNode(page.querySelector(".check"), true);
  section.replaceWith(fresh);
  start(fresh);
  const verdict = fresh.querySelector("[data-verdict]");
  verdict?.focus({ preventScroll: true });
  verdict?.scrollIntoView({ block: "nearest" });
}
