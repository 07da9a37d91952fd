// Keys: they work while the focus is inside of a player, and leave to the browser what is the focused element's own.

const SCROLLS = new Set(["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "Home", "End", " "]);
const MOVES = new Set(["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "Home", "End"]);

// Whether a key means something to the element that has the focus.
function isOwn(element, key) {
  if (element.matches("select")) return true;
  if (element.matches("input")) return MOVES.has(key);
  if (element.matches("button, summary, a")) return key === " " && !element.matches("a");
  return element.matches(".scroll") && SCROLLS.has(key);
}

function listen(player) {
  const forwards = getComputedStyle(player.root).direction === "rtl" ? -1 : 1;
  const does = {
    " ": () => player.toggle(),
    ArrowLeft: () => player.step(-forwards),
    ArrowRight: () => player.step(forwards),
    "[": () => player.skip(-1),
    "]": () => player.skip(1),
    Home: () => player.goto(0),
    End: () => player.goto(player.events.length - 1),
    c: () => player.wish("captions"),
    p: () => player.wish("pauses"),
    "<": () => player.speed(-1),
    ">": () => player.speed(1),
  };
  player.root.addEventListener("keydown", (press) => {
    const action = does[press.key.length === 1 ? press.key.toLowerCase() : press.key];
    if (!action || press.ctrlKey || press.metaKey || press.altKey || isOwn(press.target, press.key)) return;
    press.preventDefault();
    action();
  });
}
