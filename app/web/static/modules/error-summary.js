// The summary of errors gets the focus, so that it is read first.

export function start(summary) {
  summary.focus();
}
