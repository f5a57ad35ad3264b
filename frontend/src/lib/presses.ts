/**
 * What changes the page when a field is left waits until the press that left it is over: otherwise what was pressed
 * has moved away before it hears of it.
 */

let isDown = false;
let waiting: (() => void)[] = [];

/** Long enough for the click that follows the end of a press. */
const moment = 50;

function end(): void {
  isDown = false;
  const due = waiting;
  waiting = [];
  if (due.length > 0) setTimeout(() => due.forEach((run) => void run()), moment);
}

window.addEventListener(
  "pointerdown",
  () => {
    isDown = true;
  },
  { capture: true },
);
window.addEventListener("pointerup", end, { capture: true });
window.addEventListener("pointercancel", end, { capture: true });

/** Run at once, or when the press that is under way has been heard. */
export function afterPress(run: () => void): void {
  if (isDown) waiting.push(run);
  else run();
}
