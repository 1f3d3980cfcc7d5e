// The saved list: kept in this browser and nowhere else. Nothing is sent to anyone until the reader opens a link that carries the list.
const KEY = "saved";
const MOST = 30; // as portal/browse/short_ids.py
const SHOWN_MS = 6000;
const ID = /^[\w-]{22}$/;
const status = document.getElementById("saved-status");
const link = document.getElementById("saved-link");
const page = document.getElementById("saved-page");
let said = 0;
const shape = document.getElementById("save-button")?.content.firstElementChild;

function read() {
  try {
    const found = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(found) ? found.filter(isItem) : [];
  } catch {
    return []; // another program's text, or a browser that keeps nothing
  }
}

// What stands in the storage may be anyone's: only ids and paths of this site are used. Browsers pass over tabs and line ends in addresses.
function isItem(one) {
  return ID.test(one?.id ?? "") && typeof one.title === "string" && /^\/(?![/\\])[^\t\n\r]*$/.test(one.path ?? "");
}

function write(items) {
  try {
    if (items.length) localStorage.setItem(KEY, JSON.stringify(items));
    else localStorage.removeItem(KEY);
    return true;
  } catch {
    say("failed");
    return false;
  }
}

function canKeep() {
  try {
    localStorage.setItem("saved-probe", "1");
    localStorage.removeItem("saved-probe");
    return true;
  } catch {
    return false;
  }
}

function say(...names) {
  status.textContent = "";
  clearTimeout(said);
  // A text that is put back is read aloud again.
  setTimeout(() => { status.textContent = names.map((name) => status.dataset[name]).join(" "); }, 50);
  said = setTimeout(() => { status.textContent = ""; }, SHOWN_MS);
}

function toggle(item, sensitive) {
  const items = read();
  if (items.some((one) => one.id === item.id)) {
    if (write(items.filter((one) => one.id !== item.id))) say("removed");
  } else if (items.length >= MOST) {
    say("full");
  } else if (write([...items, item])) {
    say("added", ...(sensitive ? ["sensitive"] : []));
  }
  show();
}

// A button on every card and on the page of a listing.
function addButtons() {
  for (const holder of document.querySelectorAll("[data-save]:not([data-save-ready])")) {
    const title = holder.dataset.saveTitle ?? holder.querySelector(".card-title")?.textContent.trim() ?? "";
    const path = holder.dataset.savePath ?? holder.querySelector(".card-title a")?.getAttribute("href");
    const button = shape.cloneNode(true);
    button.querySelector(".save-button-what").textContent = `: ${title}`;
    button.addEventListener("click", () => toggle({ id: holder.dataset.save, title, path }, "saveSensitive" in holder.dataset));
    // Beside "share", after the link that stands there without the script: nothing moves. On a card it comes last.
    const share = holder.querySelector(".page-actions-row > [data-share]");
    if (share) share.before(button);
    else holder.append(button);
    holder.dataset.saveReady = "";
  }
}

function show() {
  const items = read();
  const saved = new Set(items.map((one) => one.id));
  for (const holder of document.querySelectorAll("[data-save-ready]")) {
    const on = saved.has(holder.dataset.save);
    const button = holder.querySelector(":scope > .save-button:not([data-share]), .page-actions-row > .save-button:not([data-share])");
    button.toggleAttribute("data-on", on);
    button.querySelector(".save-button-off").hidden = on;
    button.querySelector(".save-button-on").hidden = !on;
    const note = holder.querySelector("[data-saved-note]");
    if (note) note.hidden = !on;
  }
  if (link) {
    link.hidden = items.length === 0;
    link.querySelector("[data-count]").textContent = items.length;
  }
  if (page) showList(items);
}

function showList(items) {
  const own = page.querySelector("[data-own-link]");
  if (own) own.hidden = items.length === 0;
  if ("given" in page.dataset) return;
  page.querySelector("[data-without-script]").hidden = true;
  page.querySelector("[data-empty]").hidden = items.length > 0;
  page.querySelector("[data-filled]").hidden = items.length === 0;
  page.querySelector(".saved-list").replaceChildren(...items.map(row));
  for (const one of page.querySelectorAll("a[data-with-ids]")) {
    one.search = `?ids=${items.map((item) => item.id).join(".")}`;
  }
}

function row(item) {
  const shown = document.getElementById("saved-item").content.firstElementChild.cloneNode(true);
  const [title, button] = shown.children;
  title.textContent = item.title;
  title.href = item.path;
  button.querySelector(".hidden-visually").textContent = `: ${item.title}`;
  button.addEventListener("click", () => {
    const rows = [...page.querySelectorAll(".saved-item")];
    const at = rows.indexOf(shown);
    toggle(item);
    const left = page.querySelectorAll(".saved-item button");
    (left[Math.min(at, left.length - 1)] ?? focusable(page.querySelector("h1"))).focus();
  });
  return shown;
}

function focusable(heading) {
  heading.tabIndex = -1;
  return heading;
}

// Sharing: the device's own way where there is one, the clipboard, else the plain link that stands there anyway.
function addressFor(button) {
  const given = button.dataset.share || page?.querySelector("a[data-share-link], a[data-with-ids]")?.getAttribute("href") || location.pathname;
  return new URL(given, location.origin).href;
}

for (const button of document.querySelectorAll("[data-share]")) {
  const ways = typeof navigator.share === "function";
  button.hidden = !ways && !(navigator.clipboard && button.dataset.share);
  button.addEventListener("click", async () => {
    if (!ways) return copy(addressFor(button));
    try {
      await navigator.share({ title: button.dataset.shareTitle, url: addressFor(button) });
    } catch (error) {
      if (error.name !== "AbortError") copy(addressFor(button)); // closed without choosing: nothing to do
    }
  });
}

for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", () => copy(addressFor(button)));
}

async function copy(address) {
  try {
    await navigator.clipboard.writeText(address);
    say("copied");
  } catch {
    say("uncopied"); // the browser asks its user, who may say no
  }
}

page?.querySelector("[data-empty-list]")?.addEventListener("click", () => {
  if (!write([])) return;
  say("emptied");
  show();
  focusable(page.querySelector("h1")).focus();
});

if (shape && canKeep()) {
  addButtons();
  show();
  document.addEventListener("exchanged", () => { addButtons(); show(); }); // search.js has exchanged the cards
  addEventListener("storage", (event) => { if (event.key === KEY || event.key === null) show(); }); // another tab
  addEventListener("pageshow", (event) => { if (event.persisted) show(); }); // back to a page the browser kept
} else if (page) {
  page.querySelector("[data-without-script]")?.removeAttribute("hidden");
}
