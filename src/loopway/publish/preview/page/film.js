// What the server says of one film in one shape. Nothing is worked out here.

/** loopway's own error, in four parts: what, where, why, todo. */
export class Trouble extends Error {
  constructor(parts) {
    super(parts.what);
    this.parts = parts;
  }
}

/** The film has been replaced by a newer one: whoever asked may forget the question. */
export class Gone extends Error {}

const GONE = 410;

async function ask(path, question) {
  const answer = await fetch(`${path}?${new URLSearchParams(question)}`);
  if (answer.ok) return answer.json();
  if (answer.status === GONE) throw new Gone(path);
  if (answer.headers.get("Content-Type") === "application/json") throw new Trouble(await answer.json());
  throw new Error(`${path}: ${answer.status}`);
}

export class Film {
  /** Asks for the film; a Trouble if there is none of this shape. */
  static async open(edition, shape) {
    return new Film({ edition, shape }, await ask("/film", { edition, shape }));
  }

  constructor(name, about) {
    this.name = name;
    this.about = about;
    this.last = about.pictures - 1;
  }

  /** One picture: {uses, caption, place, line, clock}. */
  instant(picture) {
    return ask("/instant", { ...this.name, picture });
  }

  /** The outlines of these looks in a theme, as SVG: {number: markup}. */
  looks(theme, numbers) {
    return ask("/looks", { ...this.name, theme, looks: numbers.join(",") });
  }

  /** The number of the event that a picture shows, from 0. */
  event(picture) {
    return Math.max(0, this.about.steps.findLastIndex(({ first }) => first <= picture));
  }

  /** Film seconds of a picture. */
  seconds(picture) {
    return picture / this.about.rate;
  }
}
