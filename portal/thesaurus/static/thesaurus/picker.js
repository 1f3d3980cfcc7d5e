// Narrows long lists to tick: shown are the chosen ones or, while one types, those whose names hold it. Without it the list scrolls.
(() => {
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
        const offered = row.box.checked || "first" in row.item.dataset;
        row.item.hidden = wanted ? !shown.has(row) : !(showAll || offered);
      }
      told.textContent = !wanted ? "" : matches.length ? `${picker.dataset.found} ${matches.length}` : picker.dataset.none;
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

  const beginAll = () => document.querySelectorAll("[data-picker]").forEach(begin);
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", beginAll);
  else beginAll();
})();
