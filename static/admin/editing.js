// Tells the times of the form back in words, a moment after they change. Without it the preview tells them all the same.
const WAIT = 500; // milliseconds: somebody has paused, not finished a word
const FIELDS = /^(schedule_|seasons-|round_the_clock$|closed_on_holidays$|by_appointment$|csrfmiddlewaretoken$)/;

function times(form, box) {
  const fields = [...new FormData(form)].filter(([name, value]) => FIELDS.test(name) && typeof value === "string");
  return new URLSearchParams([...fields, ["confirmed_on", box.dataset.confirmedOn]]).toString();
}

function follow(box) {
  const form = box.closest("form");
  let asked = times(form, box);
  let waiting;
  let question = 0;

  async function ask() {
    const body = times(form, box);
    if (body === asked) return;
    asked = body;
    const mine = ++question;
    let told = "";
    try {
      const answer = await fetch(box.dataset.scheduleTold, {
        method: "POST",
        body,
        headers: { "Content-Type": "application/x-www-form-urlencoded" },
      });
      told = answer.headers.get("Content-Type")?.startsWith("text/html") && !answer.redirected ? await answer.text() : "";
      if (answer.status !== 200 && answer.status !== 400) told = "";
    } catch {
      told = "";
    }
    if (mine !== question) return; // a later question is on its way
    if (told) box.innerHTML = told; // drawn and escaped by the portal itself
    else box.textContent = box.dataset.unreachable;
  }

  const soon = () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, WAIT);
  };
  // Rows are also deleted, copied and moved by buttons; a click that changed nothing asks nothing.
  for (const event of ["input", "change", "click"]) form.addEventListener(event, soon);
}

// Wagtail builds the rows by scripts of its own, after this one has loaded.
window.addEventListener("load", () => document.querySelectorAll("[data-schedule-told]").forEach(follow));
