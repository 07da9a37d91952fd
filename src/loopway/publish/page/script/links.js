// Deep links: #e=7 is the seventh event, #t=12.5 a film second, ?loop=3-5 plays three events again and again.

function follow(player) {
  const hash = new URLSearchParams(location.hash.slice(1));
  const event = Number(hash.get("e"));
  const second = Number.parseFloat(hash.get("t"));
  if (Number.isInteger(event) && event >= 1) player.goto(event - 1);
  else if (second >= 0) player.seek(Math.floor(second * player.score.fps));
}

function followLoop(player) {
  const loop = /^(\d{1,6})(?:-(\d{1,6}))?$/.exec(new URLSearchParams(location.search).get("loop") ?? "");
  if (loop) player.repeat(Number(loop[1]) - 1, Number(loop[2] ?? loop[1]) - 1);
}
