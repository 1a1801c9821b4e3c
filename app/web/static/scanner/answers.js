// What a scan says at the moment, in words: the one place that tells saved from waiting.

import { say, timeOf } from "./words.js";

const SIGNS = { saved: "✓", known: "✓", waiting: "↥", refused: "✕" };

/** {outcome, sign, title, line}; outcome is saved, known (was in before), waiting or refused. */
export function answerOf(scan) {
  const outcome = outcomeOf(scan);
  return { outcome, sign: SIGNS[outcome], title: scan.name || titleOf(scan), line: lineOf(scan, outcome) };
}

/** The answer to something that is not even kept: `word` names the sentence. */
export function refusal(word) {
  return { outcome: "refused", sign: SIGNS.refused, title: say(word), line: say(`${word}-now`) };
}

function outcomeOf({ state, result }) {
  if (state === "waiting") return "waiting";
  if (state === "rejected" || result === "refused") return "refused";
  return result === "already_in" ? "known" : "saved";
}

function titleOf(scan) {
  return say(scan.state === "waiting" ? "unknown-here" : "unknown");
}

function lineOf(scan, outcome) {
  return [scan.school, whatOf(scan, outcome)].filter(Boolean).join(" · ");
}

function whatOf(scan, outcome) {
  if (outcome === "waiting") return waitingLine(scan);
  if (scan.state === "rejected") return say("rejected", scan);
  return scan.sentence || say(outcome);
}

function waitingLine(scan) {
  if (!scan.name) return say("will-be-checked");
  if (scan.is_in_since) return say("waiting-in-before", { time: timeOf(scan.is_in_since) });
  return say(scan.kind === "out" ? "waiting-out" : "waiting");
}
