// Each answer is sent as it is given. One request at a time, always with what the page shows now; what could not be sent
// goes out with the button that leads on. When all is saved, that button is a mere link.

export function start(form) {
  const status = form.querySelector("[role=status]");
  const before = form.elements.before;
  let isBusy = false;
  let isChanged = false;

  form.addEventListener("change", () => {
    isChanged = true;
    before.disabled = true; // until it is saved, whatever leaves this page is to be taken as new
    status.textContent = "";
    if (!isBusy) send();
  });

  form.addEventListener("submit", (event) => {
    const url = event.submitter?.dataset.url;
    if (!url || isBusy || before.disabled) return;
    event.preventDefault();
    location.assign(url);
  });

  async function send() {
    isBusy = true;
    while (isChanged) {
      isChanged = false;
      await save(new FormData(form));
    }
    isBusy = false;
  }

  async function save(body) {
    try {
      const headers = { Accept: "application/json" };
      const response = await fetch(form.action, { method: "POST", body: new URLSearchParams(body), headers, keepalive: true });
      if (!response.ok) throw new Error(response.statusText);
      const { is_saved: isSaved, sentence } = await response.json();
      if (isSaved && !isChanged) {
        before.value = body.getAll("answer").join(" ");
        before.disabled = false;
      }
      status.textContent = isSaved ? form.dataset.saved : sentence;
    } catch {
      status.textContent = form.dataset.waiting;
    }
  }
}
