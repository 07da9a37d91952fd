// Draws one instant: the outlines that are not there yet, then who stands where. It keeps what stays the same.

const SVG = "http://www.w3.org/2000/svg";

function parsed(markup) {
  const file = new DOMParser().parseFromString(`<svg xmlns="${SVG}">${markup}</svg>`, "image/svg+xml");
  return [...file.documentElement.children];
}

function placed([, x, y, heading, scale]) {
  return `translate(${x} ${y}) rotate(${heading}) scale(${scale})`;
}

export class Picture {
  constructor(svg) {
    this.svg = svg;
    [this.symbols, this.ground, this.stage] = svg.children;
    this.film = null;
    this.theme = null;
    this.known = new Set();
    this.standing = [];
  }

  /** Draws an instant of a film in a theme. */
  async draw(film, theme, uses) {
    const known = film === this.film && theme === this.theme ? this.known : new Set();
    const missing = [...new Set(uses.map(([look]) => look))].filter((look) => !known.has(look));
    const symbols = missing.length ? parsed(Object.values(await film.looks(theme, missing)).join("")) : [];
    if (known !== this.known) this.clear(film, theme, known);
    this.symbols.append(...symbols);
    for (const look of missing) known.add(look);
    this.place(uses);
  }

  clear(film, theme, known) {
    Object.assign(this, { film, theme, known, standing: [] });
    this.symbols.replaceChildren();
    this.stage.replaceChildren();
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
