// Every film of the page gets its player; links are for the first one.

const players = [...document.querySelectorAll(".loopway")].map((root) => new Player(root));
const less = matchMedia("(prefers-reduced-motion: reduce)");

// CSS pixels of a picture's short side: in a smaller one the caption is too small to be read.
const READABLE = 315;

// Whether the words stand under the picture: they do if they are not in it, or cannot be read there.
function needsCaptions({ root, film: { video } }) {
  const scale = Math.min(video.clientWidth / video.width, video.clientHeight / video.height);
  const small = scale * Math.min(video.width, video.height) < READABLE;
  return root.dataset.captions === "soft" || (root.dataset.captions === "burn" && small);
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
