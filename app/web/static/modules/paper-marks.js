// Marks of a signed sheet by keyboard: a few letters or the number find a line, Enter marks it, arrows go up and down.
// Leaving the page with marks that are not saved asks first.

export function start(form) {
  const filter = form.querySelector("#marks-filter");
  const status = form.querySelector(".marks-foot [role=status]");
  const lines = [...form.querySelectorAll(".mark-line")].map((element) => ({
    element,
    box: element.querySelector("[type=checkbox]"),
    number: element.querySelector(".mark-number").textContent.trim(),
    name: folded(element.querySelector(".mark-name").textContent),
  }));
  let isChanged = false;

  form.querySelector(".marks-filter").hidden = lines.length === 0;
  for (const button of form.querySelectorAll(".marks-all")) {
    button.hidden = false;
    button.addEventListener("click", () => markAll(button.closest("fieldset")));
  }
  filter.addEventListener("input", show);
  filter.addEventListener("keydown", (event) => {
    if (event.key === "Enter") markFirst(event);
    if (event.key === "Escape") clear();
    if (event.key === "ArrowDown") focus(0, event);
  });
  form.addEventListener("keydown", move);
  form.addEventListener("change", (event) => {
    if (event.target === filter) return;
    isChanged = true;
    mark(event.target);
    count();
  });
  form.addEventListener("submit", () => (isChanged = false));
  window.addEventListener("beforeunload", (event) => {
    if (isChanged) event.preventDefault();
  });
  count();

  function shown() {
    return lines.filter(({ element, box }) => box && !element.hidden);
  }

  function show() {
    const wanted = folded(filter.value).split(" ").filter(Boolean);
    for (const line of lines) {
      line.element.hidden = !wanted.every((part) => (/^\d+$/.test(part) ? line.number === part : line.name.includes(part)));
    }
    for (const school of form.querySelectorAll(".marks-school:not(#guests)")) {
      school.hidden = !school.querySelector(".mark-line:not([hidden])");
    }
    if (status) status.textContent = lines.some(({ element }) => !element.hidden) ? counted() : form.dataset.none;
  }

  function clear() {
    filter.value = "";
    show();
  }

  function markFirst(event) {
    event.preventDefault();
    const [first] = filter.value.trim() ? shown() : [];
    if (!first) return;
    first.box.checked = !first.box.checked;
    first.box.dispatchEvent(new Event("change", { bubbles: true }));
    clear();
  }

  function markAll(school) {
    const ours = shown().filter(({ element }) => school.contains(element));
    const isEverybody = ours.every(({ box }) => box.checked);
    for (const { box } of ours) box.checked = !isEverybody;
    isChanged = true;
    count();
  }

  // a time beside somebody marks them
  function mark(field) {
    if (field.name.startsWith("at-") && field.value.trim()) {
      field.closest(".mark-line").querySelector("[type=checkbox]").checked = true;
    }
  }

  function move(event) {
    if (event.key === "Enter" && event.target.name?.startsWith("at-")) {
      event.preventDefault();
      mark(event.target);
      count();
      filter.focus();
      return;
    }
    const here = shown().findIndex(({ box }) => box === event.target);
    if (here < 0) return;
    if (event.key === "ArrowDown") focus(here + 1, event);
    if (event.key === "ArrowUp" && here > 0) focus(here - 1, event);
    if (event.key === "ArrowUp" && here === 0) filter.focus();
    if (event.key === "ArrowRight") shown()[here].element.querySelector("[name^=at-]").focus();
    if (event.key === "Enter") event.preventDefault(); // saving is for the button
  }

  function focus(place, event) {
    const line = shown()[place];
    if (!line) return;
    event.preventDefault();
    line.box.focus();
  }

  function counted() {
    return form.dataset.count.replace("{count}", lines.filter(({ box }) => box?.checked).length);
  }

  function count() {
    if (status) status.textContent = counted();
  }
}

function folded(text) {
  return text.toLowerCase().replaceAll("ł", "l").normalize("NFD").replaceAll(/\p{M}/gu, "").replaceAll(/\s+/g, " ").trim();
}
