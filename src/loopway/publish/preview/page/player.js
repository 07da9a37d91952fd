// Where in the film we are, and whether it runs: numbers only, no element.

export class Player extends EventTarget {
  film = null;
  at = 0;
  playing = false;

  /** Another film takes the place of this one, at the same film second. */
  load(film) {
    const seconds = this.film ? this.film.seconds(this.at) : 0;
    this.film = film;
    this.seek(Math.round(seconds * film.about.rate));
  }

  /** Goes to a picture, or as near to it as the film allows. */
  seek(picture) {
    if (!this.film) return;
    this.at = Math.min(Math.max(picture, 0), this.film.last);
    this.started = { picture: this.at, time: performance.now() };
    this.dispatchEvent(new Event("change"));
  }

  /** The next event, the one before for -1; at the ends it stays. */
  step(direction) {
    if (!this.film) return;
    this.pause();
    const { steps } = this.film.about;
    const ahead = ({ still }) => still > this.at;
    const behind = ({ still }) => still < this.at;
    const found = direction > 0 ? steps.find(ahead) : steps.findLast(behind);
    if (found) this.seek(found.still);
  }

  /** Runs from here, or from the beginning if it is over. */
  play() {
    if (!this.film || this.playing) return;
    this.playing = true;
    this.seek(this.at === this.film.last ? 0 : this.at);
    requestAnimationFrame(() => this.run());
  }

  pause() {
    if (!this.playing) return;
    this.playing = false;
    this.dispatchEvent(new Event("change"));
  }

  run() {
    if (!this.playing) return;
    const passed = (performance.now() - this.started.time) / 1000;
    this.at = Math.min(this.started.picture + Math.round(passed * this.film.about.rate), this.film.last);
    if (this.at === this.film.last) this.playing = false;
    this.dispatchEvent(new Event("change"));
    requestAnimationFrame(() => this.run());
  }
}
