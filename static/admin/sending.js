// Wagtail saves by itself while somebody types. A form sent at that moment would arrive twice, and a new page would be there twice.
// So sending waits until what is being saved is stored, and nothing is saved once the form is on its way.
let saving = false;
let waiting = null;
let sent = false;

function begins(event) {
  if (sent) event.preventDefault();
  // Others may stop the saving, too: then nothing will tell that it ended.
  queueMicrotask(() => {
    saving = !event.defaultPrevented;
  });
}

function ends() {
  saving = false;
  if (waiting) send(waiting);
}

// Wagtail disables a pressed button, and a disabled one is not told: its name goes along in a hidden field.
function send({ form, name, value }) {
  waiting = null;
  sent = true;
  const field = document.createElement("input");
  Object.assign(field, { type: "hidden", name, value });
  if (name) form.append(field);
  form.requestSubmit();
  field.remove();
}

function hold(event) {
  const form = event.target;
  if (!form.matches("[data-controller~='w-autosave']") || sent) return;
  const { name = "", value = "" } = event.submitter ?? {};
  if (!saving && !waiting) {
    setTimeout(() => {
      sent = !event.defaultPrevented; // unless somebody else, as Wagtail's dialogs do, stopped it
    });
    return;
  }
  event.preventDefault();
  event.stopImmediatePropagation();
  waiting ??= { form, name, value };
}

document.addEventListener("w-autosave:save", begins);
document.addEventListener("w-autosave:success", ends);
document.addEventListener("w-autosave:error", ends);
window.addEventListener("submit", hold, true);
// Who comes back to a page that the browser kept goes on working in it.
window.addEventListener("pageshow", () => {
  sent = false;
});
