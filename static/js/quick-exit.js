// Quick exit: leaves by replacing the history entry, so "back" does not return here. Shift three times does the same.
const link = document.getElementById("quick-exit");
const WITHIN_MS = 5000; // GOV.UK's "exit this page" waits as long between presses
let presses = [];

function leave() {
  document.body.hidden = true;
  window.location.replace(link.href);
}

link?.addEventListener("click", (event) => {
  event.preventDefault();
  leave();
});

document.addEventListener("keyup", (event) => {
  if (event.key !== "Shift") {
    presses = [];
    return;
  }
  const now = event.timeStamp;
  presses = [...presses.filter((time) => now - time < WITHIN_MS), now];
  if (link && presses.length >= 3) leave();
});
