// What a badge says, read as the server reads it (app/attendance/badges.py), and the mark by which a list knows it.

const LENGTH = 18;
const MARK_LENGTH = 16; // hexadecimal digits
const SEPARATORS = /[\s\-–—‐‑.]+/g;
const MEANT = { O: "0", I: "1", L: "1" };
const CODE = /^[0-9A-HJKMNP-TV-Z]+$/;

/** The code of the badge; null if the text is no badge at all. */
export function readBadge(text) {
  const tail = text.slice(0, 300).replace(/^.*\/b\//s, "").replace(/\/+$/, "");
  const plain = tail.replace(SEPARATORS, "").toUpperCase().replace(/[OIL]/g, (letter) => MEANT[letter]);
  return plain.length === LENGTH && CODE.test(plain) ? plain : null;
}

/** What the list kept on the phone has instead of the code, which it is not to tell. */
export async function markOf(code) {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(code));
  const bytes = [...new Uint8Array(digest)].slice(0, MARK_LENGTH / 2);
  return bytes.map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
