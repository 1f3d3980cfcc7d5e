// Narrows long lists to tick: shown are the chosen ones, and those whose names hold what is typed. Without it the list scrolls.
const SHORT = 12; // of so few, all are shown
const MOST = 30; // matches shown at once

const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().trim();

function begin(picker) {
  const find = picker.querySelector(".picker__find");
  const field = picker.querySelector(".picker__field");
  const all = picker.querySelector("[data-picker-all]");
  const told = picker.querySelector(".picker__told");
  const rows = [...picker.querySelectorAll(".picker__list > li")].map((item) => ({
    item,
    box: item.querySelector("input"),
    name: plain(item.textContent),
    words: plain(item.dataset.words),
  }));
  if (rows.length <= SHORT) return;
  find.hidden = false;

  function narrow() {
    const wanted = plain(field.value);
    const showAll = !wanted && all.getAttribute("aria-pressed") === "true";
    const matches = wanted ? rows.filter((row) => row.name.includes(wanted) || row.words.includes(wanted)) : [];
    matches.sort((one, other) => other.name.startsWith(wanted) - one.name.startsWith(wanted));
    const shown = new Set(matches.slice(0, MOST));
    for (const row of rows) {
      const offered = !wanted && "first" in row.item.dataset;
      row.item.hidden = !(showAll || offered || row.box.checked || shown.has(row));
    }
    told.textContent = wanted && !matches.length ? picker.dataset.none : wanted ? String(matches.length) : "";
  }

  field.addEventListener("input", narrow);
  // Enter would send the whole form.
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
  });
  all.addEventListener("click", () => {
    all.setAttribute("aria-pressed", String(all.getAttribute("aria-pressed") !== "true"));
    field.value = "";
    narrow();
  });
  narrow();
}

document.querySelectorAll("[data-picker]").forEach(begin);
