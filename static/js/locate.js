// "Use my location" of the search filters: the device is asked only on a click, and what it says is rounded to two decimals
// (about a kilometre) before anything is sent. Nothing is kept.
const PATIENCE_MS = 10_000;
const AGE_MS = 600_000; // where the device was ten minutes ago is near enough

function offer() {
  for (const part of document.querySelectorAll("[data-locate]")) part.hidden = !navigator.geolocation;
}

function send(form, place) {
  const order = document.createElement("input");
  order.type = "hidden";
  order.name = "sort";
  order.value = "distance";
  form.querySelector("input[name=sort]")?.remove();
  form.prepend(order);
  form.elements.near.value = place;
  form.requestSubmit();
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-locate] button");
  if (!button) return;
  const fault = button.closest("[data-locate]").querySelector("[data-locate-fault]");
  fault.textContent = "";
  button.setAttribute("aria-busy", "true");
  navigator.geolocation.getCurrentPosition(
    ({ coords }) => {
      button.removeAttribute("aria-busy");
      send(button.form, `${coords.latitude.toFixed(2)},${coords.longitude.toFixed(2)}`);
    },
    () => {
      button.removeAttribute("aria-busy");
      fault.textContent = fault.dataset.denied;
    },
    { enableHighAccuracy: false, maximumAge: AGE_MS, timeout: PATIENCE_MS },
  );
});

document.addEventListener("exchanged", offer);
offer();
