// The page: hands and news go in, the picture and its words come out.

import { lookAhead } from "./ahead.js";
import { Film, Gone, Trouble } from "./film.js";
import { Picture } from "./picture.js";
import { Player } from "./player.js";

const find = (id) => document.getElementById(id);
const root = document.documentElement;
const picture = new Picture(find("picture"));
const player = new Player();
const calm = matchMedia("(prefers-reduced-motion: reduce)");
const SECOND = 1;

let news = { edition: "", busy: true, error: null };

// ---------------------------------------------------------------------------------------------- what is seen

/** Shows the newest instant; while one is being drawn, those in between are left out. */
const refresh = (() => {
  let drawing = false;
  let stale = false;
  return async () => {
    stale = true;
    if (drawing) return;
    drawing = true;
    try {
      while (stale) {
        stale = false;
        await show();
      }
    } catch (error) {
      if (!(error instanceof Gone)) complain(error);
    } finally {
      drawing = false;
    }
  };
})();

async function show() {
  const { film } = player;
  const { theme } = root.dataset;
  const at = shownAt();
  const instant = await film.instant(at);
  await picture.draw(film, theme, instant.uses);
  find("caption").textContent = instant.caption;
  find("place").textContent = instant.place;
  find("line").textContent = instant.line;
  root.dataset.shown = at;
  if (film !== ahead.film || theme !== ahead.theme) goAhead(film, theme);
}

let ahead = { film: null, theme: null };

function goAhead(film, theme) {
  const mine = { film, theme };
  ahead = mine;
  lookAhead(film, theme, picture, () => ahead === mine).catch((error) => {
    if (!(error instanceof Gone)) complain(error);
  });
}

/** Who wants less motion sees each event as a still, for as long as it takes. */
function shownAt() {
  if (!player.playing || !calm.matches) return player.at;
  return player.film.about.steps[player.film.event(player.at)].still;
}

function report() {
  const { film, at, playing } = player;
  const button = find("play");
  const name = playing ? "Pause" : "Play";
  button.setAttribute("aria-pressed", playing);
  button.setAttribute("aria-label", name);
  button.title = `${name} (space)`;
  const { steps } = film.about;
  const event = film.event(at);
  const number = `Event ${event + 1} of ${steps.length}`;
  const time = `${film.seconds(at).toFixed(1)} / ${film.seconds(film.about.pictures).toFixed(1)} s`;
  find("slider").value = at;
  find("slider").style.setProperty("--part", `${(100 * at) / film.last}%`);
  find("slider").setAttribute("aria-valuetext", `${time}. ${number}: ${steps[event].said}`);
  find("time").textContent = time;
  find("number").textContent = `${number}:`;
  find("event").textContent = steps[event].said;
  find("now").setAttribute("aria-live", playing ? "off" : "polite");
}

function tell() {
  find("state").textContent = news.busy ? "recording …" : news.error ? "not filmed" : "up to date";
  root.dataset.state = news.busy ? "busy" : news.error ? "failed" : "good";
  if (news.error) complain(new Trouble(news.error));
  else if (!news.busy) find("trouble").hidden = true;
}

function complain(error) {
  const parts = error instanceof Trouble ? error.parts : { what: "the preview does not answer", why: String(error) };
  const box = find("trouble");
  box.querySelector("h2").textContent = parts.what;
  for (const part of box.querySelectorAll("dd")) {
    part.textContent = parts[part.dataset.part] ?? "";
    part.parentElement.hidden = !part.textContent;
  }
  find("kept").hidden = !player.film;
  box.hidden = false;
}

// ---------------------------------------------------------------------------------------------- what comes in

/** Opens the newest film in the chosen shape; the old one stays if there is none. */
async function open() {
  if (!news.edition) return;
  const { edition } = news;
  const { shape } = root.dataset;
  try {
    const film = await Film.open(edition, shape);
    if (edition !== news.edition || shape !== root.dataset.shape) return;
    found(film);
    player.load(film);
    tell();
  } catch (error) {
    if (!(error instanceof Gone)) complain(error);
  }
}

function found(film) {
  const { last, about } = film;
  for (const control of document.querySelectorAll("#player :disabled")) control.disabled = false;
  find("slider").max = last;
  find("ticks").setAttribute("viewBox", `0 0 ${last} 1`);
  find("ticks").firstElementChild.setAttribute("d", about.steps.map(({ still }) => `M${still} 0V1`).join(""));
  for (const id of ["caption", "event"]) find(id).lang = about.lang;
  find("warnings").replaceChildren(
    ...about.warnings.map((words) => Object.assign(document.createElement("li"), { textContent: words })),
  );
}

function listen() {
  const source = new EventSource("/news");
  source.addEventListener("message", ({ data }) => {
    const before = news.edition;
    news = JSON.parse(data);
    tell();
    if (news.edition !== before) open();
  });
  source.addEventListener("error", () => {
    find("state").textContent = "the preview has ended; this page waits for the next one";
    root.dataset.state = "away";
  });
}

find("choices").addEventListener("change", ({ target }) => {
  root.dataset[target.name] = target.value;
  if (target.name === "shape") open();
  else if (player.film) refresh();
});
find("choices").addEventListener("submit", (event) => event.preventDefault());
find("play").addEventListener("click", () => (player.playing ? player.pause() : player.play()));
find("before").addEventListener("click", () => player.step(-1));
find("after").addEventListener("click", () => player.step(1));
find("slider").addEventListener("input", ({ target }) => {
  player.pause();
  player.seek(Number(target.value));
});
player.addEventListener("change", () => {
  report();
  refresh();
});

const KEYS = {
  " ": () => (player.playing ? player.pause() : player.play()),
  ArrowLeft: () => player.step(-1),
  ArrowRight: () => player.step(1),
  ",": () => nudge(-1),
  ".": () => nudge(1),
  PageDown: () => nudge(-SECOND * player.film.about.rate),
  PageUp: () => nudge(SECOND * player.film.about.rate),
  Home: () => nudge(-Infinity),
  End: () => nudge(Infinity),
};

function nudge(pictures) {
  player.pause();
  player.seek(player.at + pictures);
}

document.addEventListener("keydown", (event) => {
  const { key, target } = event;
  const theirs = (key.startsWith("Arrow") && target.matches("[type=radio]")) || (key === " " && target.matches("button"));
  if (theirs || event.ctrlKey || event.altKey || event.metaKey || !(key in KEYS) || !player.film) return;
  event.preventDefault();
  KEYS[key]();
});

listen();
