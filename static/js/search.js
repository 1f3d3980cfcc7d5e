// The result page without a reload: filters, chips and orders fetch the same page and exchange its parts. Every address
// works by itself, so the back button, a shared link and a browser without scripts all give the same page.
const PAUSE_MS = 200; // typing a place, or two boxes in a row
const filters = document.getElementById("search-filters");
const results = document.getElementById("search-results");
const count = results?.querySelector("[role=status]");
let asked = null;
let timer = 0;
let shown = location.pathname + location.search; // the search that the page shows

function addressOf(form) {
  const pairs = [...new FormData(form)].filter(([, value]) => value !== "");
  return `${location.pathname}?${new URLSearchParams(pairs)}`;
}

async function go(address, { push = true, focus = null } = {}) {
  asked?.abort();
  asked = new AbortController();
  results.setAttribute("aria-busy", "true");
  try {
    const response = await fetch(address, { signal: asked.signal, credentials: "same-origin" });
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    if (!response.ok || !canExchange(page)) {
      location.assign(address);
      return;
    }
    if (push) history.pushState(null, "", address);
    exchange(page);
    results.removeAttribute("aria-busy");
    focus?.();
  } catch (error) {
    if (error.name !== "AbortError") location.assign(address);
  }
}

// Quick exit, the crisis panel and a failing engine are other pages: the browser loads them as such.
function canExchange(page) {
  const same = (selector) => Boolean(page.querySelector(selector)) === Boolean(document.querySelector(selector));
  return Boolean(page.getElementById("search-results")) && same("#quick-exit") && same(".crisis");
}

function exchange(page) {
  shown = location.pathname + location.search;
  document.title = page.title;
  const held = holdFocus();
  const open = openGroups();
  for (const part of document.querySelectorAll("[data-part]")) {
    const fresh = page.querySelector(`[data-part="${part.dataset.part}"]`);
    if (fresh && fresh.innerHTML !== part.innerHTML) part.replaceChildren(...fresh.childNodes);
    if (fresh?.dataset.words) part.dataset.words = fresh.dataset.words;
  }
  const languages = page.querySelector(".site-header .language-switch");
  if (languages) document.querySelector(".site-header .language-switch").replaceWith(languages); // they keep the search
  exchangeHidden(page, "#search-filters");
  exchangeHidden(page, "form[role=search] .search-form-row");
  for (const group of filters.querySelectorAll("details.filter-group")) {
    if (open.has(nameOf(group))) group.open = true;
  }
  count.innerHTML = page.querySelector("#search-results [role=status]").innerHTML; // a status that stays is read aloud
  nameButton();
  held();
  document.dispatchEvent(new Event("exchanged"));
}

// What stays chosen when the form is sent: hidden fields that stand directly in a form.
function exchangeHidden(page, selector) {
  const [ours, fresh] = [document.querySelector(selector), page.querySelector(selector)];
  for (const field of ours.querySelectorAll(":scope > input[type=hidden]")) field.remove();
  ours.prepend(...fresh.querySelectorAll(":scope > input[type=hidden]"));
}

function nameOf(group) {
  return group.querySelector("input, select")?.name;
}

function openGroups() {
  return new Set([...filters.querySelectorAll("details.filter-group[open]")].map(nameOf));
}

// The same field of the new page, or the same text in it, has the focus afterwards.
function holdFocus() {
  const field = document.activeElement;
  if (!filters.contains(field) || !field.name) return () => {};
  const scrolled = field.closest("fieldset")?.scrollTop ?? 0;
  return () => {
    if (field.isConnected) return;
    const again = [...filters.elements].find(
      (one) => one.name === field.name && (one.type === "text" || one.type === "select-one" || one.value === field.value),
    );
    again?.focus({ preventScroll: true });
    const box = again?.closest("fieldset");
    if (box) box.scrollTop = scrolled;
  };
}

// The button leads to what is there already, so it says how much that is.
function nameButton() {
  for (const words of filters.querySelectorAll("[data-words]")) words.textContent = words.dataset.words;
}

function toResults() {
  const title = document.getElementById("search-title");
  title.scrollIntoView();
  title.focus({ preventScroll: true });
}

if (filters && results && count) {
  filters.addEventListener("change", (event) => {
    clearTimeout(timer);
    timer = setTimeout(() => go(addressOf(filters)), event.target.type === "text" ? 0 : PAUSE_MS);
  });

  filters.addEventListener("submit", async (event) => {
    event.preventDefault();
    clearTimeout(timer);
    const address = addressOf(filters);
    const isThere = address === location.pathname + location.search;
    const narrow = matchMedia("(max-width: 59.99rem)").matches;
    if (!isThere) await go(address);
    if (narrow) filters.querySelector(".filters-all").open = false;
    toResults();
  });

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-swap]");
    if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    go(link.href, { focus: link.closest(".sorts") ? () => refocusSort() : toTitle });
  });

  // Back and forward: the page at that address, whatever was exchanged meanwhile.
  // A link to a place on the page (past the map, say) is no other page.
  window.addEventListener("popstate", () => {
    if (location.pathname + location.search !== shown) go(location.href, { push: false });
  });
  nameButton();
}

function refocusSort() {
  results.querySelector(".sorts [aria-current]")?.focus({ preventScroll: true });
}

function toTitle() {
  document.getElementById("search-title").focus({ preventScroll: true });
}
