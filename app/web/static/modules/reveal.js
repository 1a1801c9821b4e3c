// A button beside a password shows what was typed.

export function start(box) {
  const input = box.querySelector("input");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "reveal-button";
  button.textContent = box.dataset.show;
  button.setAttribute("aria-controls", input.id);
  button.addEventListener("click", () => {
    const shown = input.type === "text";
    input.type = shown ? "password" : "text";
    button.textContent = shown ? box.dataset.show : box.dataset.hide;
  });
  input.form?.addEventListener("submit", () => (input.type = "password"));
  box.append(button);
  box.classList.add("is-ready");
}
