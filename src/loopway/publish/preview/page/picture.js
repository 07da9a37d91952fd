// Draws one instant: the outlines that it needs, then who stands where. It keeps what stays the same.

const SVG = "http://www.w3.org/2000/svg";

function parsed(markup) {
  const file = new DOMParser().parseFromString(`<svg xmlns="${SVG}">${markup}</svg>`, "image/svg+xml");
  return [...file.documentElement.children];
}

function placed([, x, y, heading, scale]) {
  return `translate(${x} ${y}) rotate(${heading}) scale(${scale})`;
}

/** Adds the outlines of these looks that are not among the symbols yet; each is asked for once. */
async function learn(film, theme, uses, learnt, symbols) {
  const looks = [...new Set(uses.map(([look]) => look))];
  const missing = looks.filter((look) => !learnt.has(look));
  if (missing.length) {
    const here = film.looks(theme, missing).then((found) => symbols.append(...parsed(Object.values(found).join(""))));
    for (const look of missing) learnt.set(look, here);
    here.catch(() => missing.forEach((look) => learnt.delete(look)));
  }
  await Promise.all(looks.map((look) => learnt.get(look)));
}

export class Picture {
  constructor(svg) {
    this.svg = svg;
    [this.symbols, this.ground, this.stage] = svg.children;
    this.film = null;
    this.theme = null;
    this.learnt = new Map();
    this.standing = [];
  }

  /** Draws an instant of a film in a theme. */
  async draw(film, theme, uses) {
    const other = film !== this.film || theme !== this.theme;
    const learnt = other ? new Map() : this.learnt;
    const symbols = other ? document.createElementNS(SVG, "defs") : this.symbols;
    await learn(film, theme, uses, learnt, symbols);
    if (other) this.change(film, theme, learnt, symbols);
    this.place(uses);
  }

  /** Gets the outlines for an instant that may be drawn later. */
  async prepare(film, theme, uses) {
    if (film === this.film && theme === this.theme) await learn(film, theme, uses, this.learnt, this.symbols);
  }

  /** Another film or theme: its outlines take the place of the old ones, all at once. */
  change(film, theme, learnt, symbols) {
    this.symbols.replaceWith(symbols);
    this.stage.replaceChildren();
    Object.assign(this, { film, theme, learnt, symbols, standing: [] });
    this.svg.setAttribute("viewBox", film.about.box);
    const [x, y, width, height] = film.about.box.split(" ");
    for (const [name, value] of Object.entries({ x, y, width, height })) this.ground.setAttribute(name, value);
  }

  /** Whoever has the same look as before is moved, not made anew; the order is the painter's. */
  place(uses) {
    const idle = Map.groupBy(this.standing, (actor) => actor.look);
    const actors = uses.map((use) => {
      const actor = idle.get(use[0])?.shift() ?? this.made(use[0]);
      this.pose(actor, use);
      return actor;
    });
    for (const rest of idle.values()) for (const actor of rest) actor.element.remove();
    let next = this.stage.firstChild;
    for (const { element } of actors) {
      if (element === next) next = next.nextSibling;
      else this.stage.insertBefore(element, next);
    }
    this.standing = actors;
  }

  made(look) {
    const element = document.createElementNS(SVG, "use");
    element.setAttribute("href", `#look${look}`);
    return { look, element, transform: "", alpha: 1 };
  }

  pose(actor, use) {
    const transform = placed(use);
    if (transform !== actor.transform) {
      actor.transform = transform;
      actor.element.setAttribute("transform", transform);
    }
    const alpha = use[5];
    if (alpha !== actor.alpha) {
      actor.alpha = alpha;
      actor.element.setAttribute("fill-opacity", alpha);
      actor.element.setAttribute("stroke-opacity", alpha);
    }
  }
}
