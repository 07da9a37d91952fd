// Every film of the page gets its player; links are for the first one.

const players = [...document.querySelectorAll(".loopway")].map((root) => new Player(root));
const less = matchMedia("(prefers-reduced-motion: reduce)");

// CSS pixels: the caption in a narrower picture is too small to be read.
const READABLE = 560;

// Whether the words stand under the picture: they do if they are not in it, or cannot be read there.
function needsCaptions({ root, film }) {
  const { captions } = root.dataset;
  return captions === "soft" || (captions === "burn" && film.video.clientWidth < READABLE);
}

for (const player of players) {
  listen(player);
  player.wish("captions", needsCaptions(player));
  player.wish("stills", less.matches);
  less.addEventListener("change", () => player.wish("stills", less.matches));
}
if (players.length) {
  followLoop(players[0]);
  follow(players[0]);
  addEventListener("hashchange", () => follow(players[0]));
}
