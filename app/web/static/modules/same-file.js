// Says whether a chosen or dropped file is one of those that were issued: by its size, and only if that is right by
// its SHA-256, so that nothing large is ever read. The file is not sent anywhere.

export function start(box) {
  const { same, other, reading, unreadable, insecure } = box.dataset;
  const issued = box.dataset.files.trim().split(" ").map((file) => file.split(":"));
  const drop = box.querySelector(".same-file-drop");
  const input = box.querySelector("input[type=file]");
  const answer = box.querySelector(".same-file-answer");
  const byHand = box.querySelector("details");
  let newest;

  function say(kind, words) {
    answer.className = `same-file-answer is-${kind}`;
    answer.textContent = words;
  }

  if (!crypto.subtle) return say("warn", insecure);

  async function compare(file) {
    newest = file;
    const hashes = issued.filter(([size]) => file.size === Number(size)).map(([, hash]) => hash);
    if (!hashes.length) return say("bad", other);
    say("warn", reading);
    try {
      const found = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
      const hash = Array.from(new Uint8Array(found), (byte) => byte.toString(16).padStart(2, "0")).join("");
      if (file === newest) hashes.includes(hash) ? say("met", same) : say("bad", other);
    } catch {
      if (file === newest) say("warn", unreadable);
    }
  }

  // a file that misses the box must not replace the page
  document.addEventListener("dragover", (event) => event.preventDefault());
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    box.classList.remove("is-over");
    const [file] = event.dataTransfer.files;
    if (file) compare(file);
  });
  box.addEventListener("dragover", () => box.classList.add("is-over"));
  box.addEventListener("dragleave", () => box.classList.remove("is-over"));
  input.addEventListener("change", () => {
    const [file] = input.files;
    if (file) compare(file);
    input.value = "";
  });

  drop.hidden = false;
  byHand.open = false;
}
