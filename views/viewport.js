/* Tells the server how the reader looks, lets the map be read by keyboard, says changes aloud.
   The map is one tab stop: arrows move between its actors, Enter opens one. */

const HOME = "__missionmap_reader";
const MAP = ".st-key-map .js-plotly-plot";
const SETTLED_MS = 1500;

/* What the server knows of the reader's window. It is told as one value: two would overtake
   each other. */
let told = null;

/* What is told while the page is being sent would cut it short; a figure that is replaced
   while it waits for its shapes breaks, so that it is drawn to its end first. */
const LOOK_MS = 50;

function isBusy() {
  const page = document.querySelector("[data-testid=stApp]");
  if (page?.getAttribute("data-test-script-state") === "running") return true;
  if (!document.querySelector(".st-key-map")) return false;
  const plot = document.querySelector(MAP);
  return !plot?._fullLayout || plot._promises?.length > 0;
}

function whenQuiet(tell) {
  const wait = setInterval(() => {
    if (isBusy()) return;
    clearInterval(wait);
    tell();
  }, LOOK_MS);
  return () => clearInterval(wait);
}

/* Watches the window's width, the wish for stillness, and in steps the width of the map,
   so that names are placed for the room there is. */
function watchWindow(setStateValue, { narrowPx, room: { most, least, step }, assumed }) {
  const narrow = window.matchMedia(`(max-width: ${narrowPx}px)`);
  const still = window.matchMedia("(prefers-reduced-motion: reduce)");
  told ??= assumed;
  let room = told.room;
  let wait = () => {};
  const look = () => {
    wait();
    wait = whenQuiet(() => {
      const now = { narrow: narrow.matches, still: still.matches, room };
      if (Object.keys(now).every((name) => now[name] === told[name])) return;
      setStateValue("look", (told = now));
    });
  };
  const measure = new ResizeObserver(([entry]) => {
    const wide = Math.floor(entry.contentRect.width / step) * step;
    if (wide) room = Math.min(most, Math.max(least, wide));
    look();
  });
  let watched = null;
  const find = () => {
    const part = document.querySelector(".st-key-map");
    if (part === watched) return;
    if (watched) measure.unobserve(watched);
    if (part) measure.observe(part);
    watched = part;
  };
  const finder = new MutationObserver(find);
  finder.observe(document.body, { childList: true, subtree: true });
  find();
  if (!watched) look(); // else the first measure does
  for (const query of [narrow, still]) query.addEventListener("change", look);
  return () => {
    wait();
    finder.disconnect();
    measure.disconnect();
    for (const query of [narrow, still]) query.removeEventListener("change", look);
  };
}

/* The live region outlives every rerun: only a region that was there before is read aloud. */
function announcer() {
  let region = document.getElementById("announcer");
  if (!region) {
    region = document.createElement("div");
    region.id = "announcer";
    region.setAttribute("role", "status");
    region.setAttribute("aria-live", "polite");
    document.querySelector("[data-testid=stApp]").append(region);
  }
  return region;
}

/* Actors on the map, west to east: code, what the map says of it, and its symbol's middle. */
function actorsOn(map) {
  const traces = (map.data ?? []).filter((t) => t.customdata && t.hovertext);
  const frame = map.getBoundingClientRect();
  const symbols = new Map();
  for (const path of map.querySelectorAll("path.point")) {
    const code = path.__data__?.data;
    if (typeof code === "string" && !symbols.has(code)) symbols.set(code, path);
  }
  return traces
    .flatMap((trace) => [...trace.customdata].map((code, place) => [code, trace, place]))
    .map(([code, trace, place]) => {
      const box = symbols.get(code)?.getBoundingClientRect();
      const said = [trace.text?.[place], trace.hovertext[place]].filter(Boolean).join(" ");
      return box && {
        code,
        said: said.replace(/<[^>]+>/g, " ").replace(/\s+/g, " ").trim(),
        x: box.x + box.width / 2 - frame.x,
        y: box.y + box.height / 2 - frame.y,
      };
    })
    .filter((actor, at, all) => actor && all.findIndex((one) => one?.code === actor.code) === at);
}

function nextActor(actors, active, key) {
  const down = key === "ArrowUp" || key === "ArrowDown";
  const order = [...actors].sort((a, b) => (down ? a.y - b.y || a.x - b.x : a.x - b.x || a.y - b.y));
  if (key === "Home" || key === "End") return order.at(key === "Home" ? 0 : -1);
  const at = order.findIndex((actor) => actor.code === active);
  const step = key === "ArrowRight" || key === "ArrowDown" ? 1 : -1;
  if (at < 0) return order.at(step > 0 ? 0 : -1);
  return order[(at + step + order.length) % order.length];
}

function begunWith(actors, active, letter) {
  const order = [...actors].sort((a, b) => a.said.localeCompare(b.said));
  const from = order.findIndex((actor) => actor.code === active) + 1;
  return [...order.slice(from), ...order.slice(0, from)].find((actor) =>
    actor.said.toLocaleLowerCase().startsWith(letter.toLocaleLowerCase()));
}

class Reading {
  constructor(texts) {
    this.texts = texts;
    this.active = null;
    this.opened = null;
    this.situation = null;
    this.onKey = (event) => this.pressed(event);
    this.onLeave = () => this.point(null);
    this.onClick = (event) => {
      if (event.target.closest(".st-key-close_dossier")) this.closing = true;
    };
    document.addEventListener("click", this.onClick, true);
    this.observer = new MutationObserver(() => {
      if (this.due) return;
      this.due = true;
      requestAnimationFrame(() => { this.due = false; this.look(); });
    });
    this.observer.observe(document.body, { childList: true, subtree: true, characterData: true });
    announcer();
    this.look();
  }

  /* After each change of the page: take over a new map, follow the symbols, say what changed. */
  look() {
    const map = document.querySelector(MAP);
    if (map && map !== this.map) this.takeOver(map);
    if (map && map.getAttribute("aria-label") !== this.texts.map) {
      map.setAttribute("aria-label", this.texts.map);
    }
    if (this.active && document.activeElement === this.map) this.point(this.active, true);
    this.follow();
    const said = document.querySelector(".situation")?.firstChild?.textContent ?? null;
    if (said !== null && this.situation !== null && said !== this.situation) {
      announcer().textContent = said;
    }
    if (said !== null) this.situation = said;
  }

  takeOver(map) {
    this.map = map;
    this.active = null;
    map.tabIndex = 0;
    map.setAttribute("role", "application");
    map.addEventListener("keydown", this.onKey);
    map.addEventListener("blur", this.onLeave);
  }

  /* A dossier that the keyboard opened takes the focus, and gives it back when it is closed. */
  follow() {
    const title = document.querySelector(".st-key-dossier h2");
    if (this.opened && title) {
      this.opened = null;
      title.tabIndex = -1;
      title.focus();
    }
    if (this.closing && !document.querySelector(".st-key-dossier")) {
      this.closing = false;
      this.returning = performance.now() + SETTLED_MS;
      // The figure is drawn anew without its chosen actor, and loses the focus once more.
      for (const wait of [100, 400, SETTLED_MS - 100]) setTimeout(() => this.look(), wait);
    }
    const lost = [null, document.body].includes(document.activeElement);
    if (lost && performance.now() < this.returning) this.map?.focus();
  }

  pressed(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target !== this.map) return;
    const actors = actorsOn(this.map);
    const moves = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End"];
    if (moves.includes(event.key)) {
      event.preventDefault();
      this.point(nextActor(actors, this.active, event.key)?.code ?? null);
    } else if ((event.key === "Enter" || event.key === " ") && this.active) {
      event.preventDefault();
      this.opened = this.active;
      this.open(this.active);
    } else if (event.key === "Escape") {
      this.point(null);
    } else if (event.key.length === 1 && event.key.trim()) {
      const found = begunWith(actors, this.active, event.key);
      if (found) this.point(found.code);
    }
  }

  /* Ring an actor's symbol, write beside it what the map says of it, and say it aloud. */
  point(code, silently = false) {
    const actor = code && actorsOn(this.map).find((one) => one.code === code);
    this.active = actor ? code : null;
    if (!actor) {
      this.ring?.remove();
      return;
    }
    if (!this.ring) {
      this.ring = document.createElement("div");
      this.ring.className = "pointed";
      this.ring.setAttribute("aria-hidden", "true");
      this.ring.append(document.createElement("span"));
    }
    if (this.ring.parentElement !== this.map) this.map.append(this.ring);
    const place = `${actor.x.toFixed(1)}px,${actor.y.toFixed(1)}px`;
    if (this.ring.dataset.place !== place) {
      this.ring.dataset.place = place;
      this.ring.style.transform = `translate(${actor.x}px,${actor.y}px)`;
      this.ring.classList.toggle("flipped", actor.x > this.map.clientWidth / 2);
    }
    if (this.ring.firstChild.textContent !== actor.said) {
      this.ring.firstChild.textContent = actor.said;
    }
    if (!silently) announcer().textContent = actor.said;
  }
}

/* A thumb on a chart scrolls the page: plotly.js would keep each touch for itself. Taps still count. */
function leaveTouchToThePage() {
  document.addEventListener("touchstart", (event) => {
    if (event.target.closest?.(".js-plotly-plot .drag")) event.stopPropagation();
  }, { capture: true, passive: true });
}

export default function ({ data, setStateValue, setTriggerValue }) {
  if (!window[HOME]) leaveTouchToThePage();
  const reading = (window[HOME] ??= new Reading(data));
  reading.texts = data;
  reading.open = (code) => setTriggerValue("open", code);
  const leaveLanguage = followLanguage(data);
  const leaveWindow = watchWindow(setStateValue, data);
  return () => {
    leaveWindow();
    leaveLanguage();
  };
}
