// A button, hidden until scripts run, that copies its data-text and says so.

export function start(box) {
  const button = box.querySelector("button");
  const said = box.querySelector("[role=status]");
  if (!navigator.clipboard) return;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.text);
    said.textContent = box.dataset.copied;
  });
  button.hidden = false;
}
