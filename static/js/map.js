// The map beside a list: places as buttons in the order of the list, gathered where they are close to each other. It says
// nothing that the list does not, and asks nobody for anything but the operator's own pictures, where there are some.
const { L, Supercluster } = window;
const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
const VILLAGES_FROM = 9;
const SIZE = 44;
const CORNER = 6; // of the box of a round mark: free
const SHADOW = 24; // around a bubble
const BESIDE = 16; // CSS pixels: a name is nearer to a point that no mark covers
const EDGE = 4; // of the map: a place nearer to it would be cut to less than a target of 24 (WCAG 2.5.8)
const AROUND = 25; // km around a middle that are always shown
const NEAR = 50; // km: what is farther from a middle waits beyond the edge
const GATHER = 48; // CSS pixels between places that become one
let map, box, data, words, list, cards, only, index, closest; // of the page as it is now: search.js exchanges its parts

function begin() {
  const before = map && { places: places(data), center: map.getCenter(), zoom: map.getZoom(), only: only.checked };
  map?.remove();
  map = null;
  box = document.querySelector("[data-map]");
  if (!box) return; // nothing was found
  data = JSON.parse(document.getElementById("map-data").textContent);
  words = data.words;
  closest = data.tiles ? 16 : 13; // without pictures there is nothing to see closer
  list = document.getElementById("map-list");
  cards = new Map([...list.querySelectorAll("[data-save]")].map((card) => [card.dataset.save, card]));
  index = new Supercluster({ radius: GATHER, maxZoom: closest, extent: 256 });
  index.load(data.pins.map((pin, number) => ({ properties: { number }, geometry: { coordinates: [pin.lon, pin.lat] } })));
  if (data.pins.length) start(before);
}

const places = ({ pins, middle }) => JSON.stringify([middle, pins.map((pin) => `${pin.card} ${pin.lat} ${pin.lon}`).sort()]);

function made(tag, className, text) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text) element.textContent = text;
  return element;
}

function link(text, address, lang) {
  const element = made("a", "", text);
  element.href = address;
  if (lang && lang !== document.documentElement.lang) element.lang = lang;
  return element;
}

const counted = (text, n) => text.replace("{n}", n);

// --- The ground ------------------------------------------------------------------------------------------------------
function ground() {
  if (data.tiles) {
    box.classList.add("map-tiles");
    L.tileLayer(data.tiles, { maxZoom: closest, referrerPolicy: "no-referrer", alt: "" }).addTo(map);
    return;
  }
  const villages = L.layerGroup();
  for (const town of data.towns) {
    L.circleMarker(town.at, { radius: 3.5, className: "map-town-dot", interactive: false }).addTo(map);
    place(town.name, town.at, "map-place").addTo(map);
    for (const [name, lat, lon] of town.villages) place(name, [lat, lon], "map-place map-place-village").addTo(villages);
  }
  const fit = () => (map.getZoom() >= VILLAGES_FROM ? villages.addTo(map) : villages.remove());
  map.on("zoomend", fit);
  fit();
}

function place(name, at, className) {
  const text = made("span", "", name);
  text.setAttribute("aria-hidden", "true");
  return L.marker(at, { icon: L.divIcon({ className, html: text, iconSize: [0, 0], iconAnchor: [0, -SIZE / 2] }), interactive: false, keyboard: false });
}

function rings() {
  if (data.here) L.marker(data.middle, { icon: L.divIcon({ className: "map-here", iconSize: [20, 20] }), interactive: false, keyboard: false }).addTo(map);
  for (const km of data.middle ? data.rings : []) {
    L.circle(data.middle, { radius: km * 1000, className: "map-ring-line", fill: false, weight: 1, dashArray: "4 4", interactive: false }).addTo(map);
    const north = L.latLng(data.middle).toBounds(km * 2000).getNorth();
    place(counted(words.km, km), [north, data.middle[1]], "map-place map-place-village").addTo(map);
  }
}

// The same places in another order are not moved under the reader's hands.
function look(before) {
  if (before?.places === places(data)) {
    map.setView(before.center, before.zoom, { animate: false });
    return;
  }
  const all = data.pins.map((pin) => L.latLng(pin.lat, pin.lon));
  const near = all.filter((at) => data.middle && at.distanceTo(data.middle) <= NEAR * 1000);
  const bounds = L.latLngBounds(near.length ? near : all);
  if (data.middle) bounds.extend(L.latLng(data.middle).toBounds(2 * AROUND * 1000));
  map.fitBounds(bounds, { padding: [40, 40], maxZoom: 12, animate: false });
}

// A name that the edge would cut moves inwards. Names beyond the edge, on each other, under a place or under what a place
// tells are left out, villages first.
function makeRoom() {
  const view = grown(box, 0);
  const taken = [...box.querySelectorAll(".map-mark")].map((mark) => grown(mark, -CORNER));
  taken.push(...[...box.querySelectorAll(".leaflet-popup")].map((bubble) => grown(bubble, SHADOW)));
  for (const name of box.querySelectorAll(".map-place span")) {
    let own = moved(name, -BESIDE, view); // at its point
    if (!own || !taken.every((other) => apart(own, other))) own = moved(name, 0, view); // below the place that covers its point
    const free = own && taken.every((other) => apart(own, other));
    name.classList.toggle("map-place-hidden", !free);
    if (free) taken.push(own);
  }
}

// The box of a name moved down by this, and inwards as far as needed; nothing when that is too far or beyond the edge.
function moved(name, down, view) {
  name.style.translate = `0 ${down}px`;
  const inwards = toView(name.getBoundingClientRect(), view);
  name.style.translate = `${inwards}px ${down}px`;
  const own = name.getBoundingClientRect();
  return Math.abs(inwards) < own.width / 2 && own.top >= view.top && own.bottom <= view.bottom ? own : null;
}

const toView = (own, view) => Math.max(view.left + EDGE - own.left, 0) + Math.min(view.right - EDGE - own.right, 0);
const apart = (one, other) => one.right < other.left || one.left > other.right || one.bottom < other.top || one.top > other.bottom;

function grown(element, by) {
  const { left, right, top, bottom } = element.getBoundingClientRect();
  return { left: left - by, right: right + by, top: top - by, bottom: bottom + by };
}

// --- Places ----------------------------------------------------------------------------------------------------------
function groups() {
  const { x, y } = map.getSize();
  const northWest = map.containerPointToLatLng([EDGE, EDGE]);
  const southEast = map.containerPointToLatLng([x - EDGE, y - EDGE]);
  const found = index.getClusters([northWest.lng, southEast.lat, southEast.lng, northWest.lat], Math.floor(map.getZoom()));
  const told = found.map((feature) => {
    const id = feature.properties.cluster ? feature.id : null;
    const leaves = id === null ? [feature] : index.getLeaves(id, Infinity);
    const numbers = leaves.map((leaf) => leaf.properties.number).sort((a, b) => a - b);
    const [lon, lat] = feature.geometry.coordinates;
    return { id, numbers, at: [lat, lon], key: numbers.join(" ") };
  });
  return told.sort((a, b) => a.numbers[0] - b.numbers[0]);
}

function start(before) {
  box.hidden = false;
  const drawn = document.querySelector("[data-map-drawn]");
  if (drawn) drawn.hidden = true;
  map = L.map(box, {
    zoomControl: false,
    attributionControl: false, // it stands under the map, where it covers nothing
    maxZoom: closest,
    minZoom: 5,
    zoomSnap: data.tiles ? 1 : 0.25, // pictures are sharp at whole steps only
    scrollWheelZoom: false, // the wheel scrolls the page
    zoomAnimation: !still,
    fadeAnimation: false, // words are there at once, with their full contrast
    markerZoomAnimation: !still,
    inertia: !still,
  });
  box.setAttribute("role", "region");
  box.setAttribute("aria-label", words.map);
  look(before);
  // Beneath the map the buttons cover no place, and no bubble covers them.
  const zoom = L.control.zoom({ zoomInTitle: words.zoom_in, zoomOutTitle: words.zoom_out }).addTo(map);
  const scale = L.control.scale({ imperial: false }).addTo(map);
  const controls = box.parentElement.insertBefore(made("div", "map-controls"), box.nextSibling);
  controls.append(zoom.getContainer(), scale.getContainer());
  ground();
  rings();
  marksOf(before);
}

function marksOf(before) {
  const layer = L.layerGroup().addTo(map);
  only = document.querySelector("[data-map-only]");
  if (before) only.checked = before.only;
  const told = document.querySelector("[data-map-told]");
  let marks = new Map(); // key -> {group, element}
  let opener = null; // key of the mark whose bubble is open
  let focusNext = null; // numbers whose mark gets the focus after the map has moved

  function draw() {
    const held = [...marks].find(([, mark]) => mark.element === document.activeElement)?.[0];
    layer.clearLayers();
    marks = new Map(groups().map((group) => [group.key, { group, element: mark(group) }]));
    const wanted = focusNext ? [...marks.values()].find(({ group }) => group.numbers.some((one) => focusNext.includes(one))) : marks.get(held);
    focusNext = null;
    wanted?.element.focus({ preventScroll: true });
    underBubble();
    inStep();
  }

  function mark(group) {
    const several = group.numbers.length > 1;
    const pin = data.pins[group.numbers[0]];
    const className = `map-mark${several ? " map-mark-several" : ""}${!several && !pin.exact ? " map-mark-about" : ""}`;
    const icon = L.divIcon({ className, html: several ? made("span", "", String(group.numbers.length)) : "", iconSize: [SIZE, SIZE] });
    const marker = L.marker(group.at, { icon, autoPanOnFocus: false }).addTo(layer);
    const element = marker.getElement();
    const closer = several && index.getClusterExpansionZoom(group.id) <= closest;
    element.setAttribute("aria-label", several ? counted(closer ? words.closer : words.several, group.numbers.length) : `${pin.title}, ${pin.kind_label}`);
    const light = (on) => group.numbers.forEach((number) => cards.get(data.pins[number].card)?.classList.toggle("card-lit", on));
    for (const name of ["mouseenter", "focus"]) element.addEventListener(name, () => light(true));
    for (const name of ["mouseleave", "blur"]) element.addEventListener(name, () => light(false));
    const act = (byKey) => (closer ? goCloser(group, byKey) : open(group, byKey));
    marker.on("click", () => act(false));
    element.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      event.stopPropagation();
      act(true);
    });
    return element;
  }

  function goCloser(group, byKey) {
    focusNext = byKey ? group.numbers : null;
    map.setView(group.at, index.getClusterExpansionZoom(group.id), { animate: !still });
  }

  function open(group, byKey) {
    const widest = Math.min(260, box.clientWidth - 96);
    const bubble = L.popup({ maxWidth: widest, minWidth: Math.min(160, widest), autoPanPadding: [12, 12], offset: [0, -SIZE / 2] }).setLatLng(group.at).setContent(content(group)).openOn(map);
    opener = group.key;
    const close = bubble.getElement().querySelector(".leaflet-popup-close-button");
    close.setAttribute("aria-label", words.close);
    underBubble();
    if (byKey) bubble.getElement().querySelector("a[href]").focus();
  }

  function content(group) {
    const all = made("div", "map-pop");
    const pins = group.numbers.map((number) => data.pins[number]);
    if (pins.length === 1) {
      all.append(...about(pins[0]));
      return all;
    }
    const entries = made("ul");
    entries.setAttribute("role", "list");
    for (const pin of pins) {
      const entry = made("li");
      entry.append(...about(pin, true));
      entries.append(entry);
    }
    all.append(entries);
    return all;
  }

  function about(pin, isOneOfMany = false) {
    const title = made("p", "map-pop-title");
    title.append(link(pin.title, pin.url, pin.lang));
    const parts = [title];
    if (!isOneOfMany) parts.push(made("p", "", pin.kind_label));
    if (pin.address) parts.push(made("p", "", pin.address));
    if (!pin.exact && !isOneOfMany) parts.push(made("p", "soft", words.about));
    if (pin.directions) {
      const way = made("p");
      const there = link(words.directions, pin.directions);
      there.rel = "noreferrer external";
      way.append(there);
      parts.push(way);
    }
    return parts;
  }

  function back() {
    map.closePopup();
    marks.get(opener)?.element.focus({ preventScroll: true });
  }

  // A mark that a bubble half covers is no target: it comes back when the bubble closes.
  function underBubble() {
    makeRoom();
    const bubble = box.querySelector(".leaflet-popup")?.getBoundingClientRect();
    for (const [key, { element }] of marks) {
      element.style.visibility = !bubble || key === opener || apart(element.getBoundingClientRect(), bubble) ? "" : "hidden";
    }
  }

  // The list shows what the map does only when asked to, and says so.
  function inStep() {
    const view = map.getBounds();
    const seen = new Set(data.pins.filter((pin) => view.contains([pin.lat, pin.lon])).map((pin) => pin.card));
    const pinned = new Set(data.pins.map((pin) => pin.card));
    for (const [id, card] of cards) {
      if (pinned.has(id)) card.hidden = only.checked && !seen.has(id);
    }
    const now = only.checked ? counted(words.shown, seen.size) : "";
    if (told.textContent !== now) told.textContent = now;
  }

  function lightMark(event, on) {
    const card = event.target.closest?.("[data-save]");
    if (!card) return;
    for (const { group, element } of marks.values()) {
      const here = group.numbers.some((number) => data.pins[number].card === card.dataset.save);
      if (here) element.classList.toggle("map-mark-lit", on);
    }
  }

  for (const name of ["mouseover", "focusin"]) list.addEventListener(name, (event) => lightMark(event, true));
  for (const name of ["mouseout", "focusout"]) list.addEventListener(name, (event) => lightMark(event, false));
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !box.querySelector(".leaflet-popup")) return;
    event.stopPropagation();
    back();
  });
  only.addEventListener("change", inStep);
  map.on("moveend resize", draw);
  map.on("popupclose", () => setTimeout(underBubble)); // it is still there when this is said
  document.querySelector("[data-map-step]").hidden = false;
  draw();
}

if (L && Supercluster) {
  begin();
  document.addEventListener("exchanged", begin);
}
