// A form of one question goes at once when the answer was picked with a pointer.
// Whoever types or walks with the arrows presses the button, which stays.

export function start(form) {
  let byPointer = false;
  form.addEventListener("pointerdown", () => (byPointer = true));
  form.addEventListener("keydown", () => (byPointer = false));
  form.addEventListener("change", () => {
    if (byPointer && form.reportValidity()) form.requestSubmit();
  });
}
