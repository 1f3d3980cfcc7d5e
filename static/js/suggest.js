// Completes what is typed in a search box: an ARIA 1.2 combobox with a list of links' addresses. Without it the box works as it is.
const SHORTEST = 2; // letters; one letter says nothing
const PAUSE_MS = 150; // between two keys of a slow typist
const language = document.documentElement.lang;

for (const form of document.querySelectorAll("form[data-suggest]")) {
  const input = form.querySelector("input[name=q]");
  if (input) complete(form, input);
}

function complete(form, input) {
  const list = document.createElement("ul");
  const status = document.createElement("p");
  let options = [];
  let active = -1;
  let timer = 0;
  let asked = null; // the request under way
  let typed = input.value;

  list.id = `${input.id}-list`;
  list.className = "suggest";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", form.dataset.found.replace(/:$/, ""));
  status.className = "hidden-visually";
  status.setAttribute("role", "status");
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-expanded", "false");
  input.setAttribute("aria-controls", list.id);
  input.parentElement.classList.add("suggest-anchor");
  input.parentElement.append(list);
  form.append(status);

  function close() {
    clearTimeout(timer);
    asked?.abort();
    list.hidden = true;
    options = [];
    active = -1;
    list.replaceChildren();
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function show(found) {
    options = found;
    active = -1;
    input.removeAttribute("aria-activedescendant");
    list.replaceChildren(...found.map(row));
    list.hidden = found.length === 0;
    input.setAttribute("aria-expanded", String(found.length > 0));
    status.textContent = found.length ? `${form.dataset.found} ${found.length}` : form.dataset.none;
  }

  function row(suggestion, index) {
    const item = document.createElement("li");
    const text = document.createElement("span");
    const label = document.createElement("span");
    item.id = `${list.id}-${index}`;
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    text.className = "suggest-text";
    text.append(...marked(suggestion.text, typed.trim()));
    label.className = "suggest-kind";
    label.textContent = suggestion.label;
    item.append(text, " ", label);
    return item;
  }

  function select(index) {
    list.children[active]?.setAttribute("aria-selected", "false");
    active = index;
    const item = list.children[active];
    if (item) {
      item.setAttribute("aria-selected", "true");
      item.scrollIntoView({ block: "nearest" });
      input.setAttribute("aria-activedescendant", item.id);
    } else {
      input.removeAttribute("aria-activedescendant");
    }
    input.value = active < 0 ? typed : options[active].text;
  }

  function choose(index) {
    const chosen = options[index];
    input.value = chosen.text;
    close();
    location.assign(chosen.url);
  }

  async function ask() {
    const words = typed.trim();
    asked?.abort();
    asked = new AbortController();
    try {
      const query = new URLSearchParams({ q: words, lang: language });
      const response = await fetch(`${form.dataset.suggest}?${query}`, { signal: asked.signal, credentials: "omit" });
      if (response.ok && words === input.value.trim() && document.activeElement === input) {
        show((await response.json()).suggestions);
      }
    } catch (error) {
      if (error.name !== "AbortError") close(); // no network: the box works without
    }
  }

  input.addEventListener("input", () => {
    typed = input.value;
    clearTimeout(timer);
    if (typed.trim().length < SHORTEST) close();
    else timer = setTimeout(ask, PAUSE_MS);
  });

  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Escape" && !list.hidden) {
      event.preventDefault(); // it closes the list, and no full screen with it
      input.value = typed;
      close();
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && !list.hidden) {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      const places = options.length + 1; // the box itself is one of them
      select(((active + 1 + step + places) % places) - 1);
    } else if (event.key === "ArrowDown" && typed.trim().length >= SHORTEST) {
      event.preventDefault();
      ask();
    } else if (event.key === "Enter" && active >= 0) {
      event.preventDefault();
      choose(active);
    } else if (event.key === "Tab") {
      input.value = active < 0 ? input.value : options[active].text;
      close();
    }
  });

  list.addEventListener("mousedown", (event) => event.preventDefault()); // the box keeps the focus
  list.addEventListener("click", (event) => {
    const item = event.target.closest("[role=option]");
    if (item) choose([...list.children].indexOf(item));
  });
  input.addEventListener("blur", close);
  form.addEventListener("submit", close);
}

// The text with what was typed set apart; built of nodes, so nothing in it is ever read as HTML.
function marked(text, words) {
  const start = text.toLocaleLowerCase(language).indexOf(words.toLocaleLowerCase(language));
  if (start < 0) return [text];
  const mark = document.createElement("b");
  mark.textContent = text.slice(start, start + words.length);
  return [text.slice(0, start), mark, text.slice(start + words.length)];
}
