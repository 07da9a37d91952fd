// Every film of the page gets its player; links are for the first one.

const players = [...document.querySelectorAll(".loopway")].map((root) => new Player(root));
const less = matchMedia("(prefers-reduced-motion: reduce)");

for (const player of players) {
  listen(player);
  player.wish("stills", less.matches);
  less.addEventListener("change", () => player.wish("stills", less.matches));
}
if (players.length) {
  followLoop(players[0]);
  follow(players[0]);
  addEventListener("hashchange", () => follow(players[0]));
}
