// Steps are moved without leaving the page: by their buttons, or dragged by a grip that only pointers need.
// Whoever listens for a change of the form hears of it as of any other answer.

export function start(list) {
  const said = document.createElement("p");
  said.className = "visually-hidden";
  said.setAttribute("role", "status");
  list.after(said);

  const items = () => [...list.children];

  // it is the neighbour that moves: whatever leaves its place loses the focus, and the pointer that drags it
  function moveUp(item) {
    if (item.previousElementSibling) item.after(item.previousElementSibling);
  }

  function moveDown(item) {
    if (item.nextElementSibling) item.before(item.nextElementSibling);
  }

  function tidy() {
    for (const [place, item] of items().entries()) {
      item.querySelector("[name=up]").disabled = place === 0;
      item.querySelector("[name=down]").disabled = place === items().length - 1;
    }
  }

  function tell(item) {
    tidy();
    for (const one of items()) one.classList.toggle("is-moved", one === item);
    const place = items().indexOf(item) + 1;
    said.textContent = list.dataset.moved.replace("{place}", place).replace("{count}", items().length);
    list.dispatchEvent(new Event("change", { bubbles: true }));
  }

  list.addEventListener("click", (event) => {
    const button = event.target.closest(".ordering-move");
    if (!button) return;
    event.preventDefault();
    const item = button.closest("li");
    if (button.name === "up") moveUp(item);
    else moveDown(item);
    tell(item);
    if (button.disabled) item.querySelector(".ordering-move:not([disabled])").focus();
  });

  for (const item of items()) item.prepend(grip(item));

  function grip(item) {
    const handle = document.createElement("span");
    handle.className = "ordering-grip";
    handle.setAttribute("aria-hidden", "true");
    handle.textContent = "⠿";
    let from = -1;
    handle.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      handle.setPointerCapture(event.pointerId);
      from = items().indexOf(item);
      list.classList.add("is-dragging");
      item.classList.add("is-moved");
    });
    handle.addEventListener("pointermove", (event) => {
      if (from >= 0) follow(item, event.clientY);
    });
    handle.addEventListener("lostpointercapture", () => {
      list.classList.remove("is-dragging");
      if (from >= 0 && from !== items().indexOf(item)) tell(item);
      from = -1;
    });
    return handle;
  }

  function follow(item, y) {
    const middle = (one) => {
      const { top, height } = one.getBoundingClientRect();
      return top + height / 2;
    };
    const { previousElementSibling: above, nextElementSibling: below } = item;
    if (above && y < middle(above)) moveUp(item);
    else if (below && y > middle(below)) moveDown(item);
  }
}
