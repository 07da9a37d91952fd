// A player: one film, what follows it, and what may be done with it.

const SLOWEST_STILL = 1.2; // seconds: a still is looked at for at least so long

class Player {
  constructor(root) {
    this.root = root;
    this.score = JSON.parse(root.querySelector("script.score").textContent);
    this.events = this.score.events;
    this.find = (selector) => root.querySelector(selector);
    this.loop = null;
    this.stills = false;
    this.pauses = false;
    this.timer = 0;
    this.last = 0;
    this.caption = new Caption(this.find(".caption"), this.score.captions);
    this.codes = [...root.querySelectorAll(".code")].map((section, place) => new Code(section, this.score.lines[place]));
    this.transcript = new Transcript(this.find(".transcript"), (frame) => this.seek(frame));
    this.film = new Film(this.find("video"), this.score, (frame) => this.moved(frame));
    this.connect();
    this.moved(0);
  }

  // -- where it stands ------------------------------------------------------------------------------------------

  get event() {
    return Math.max(0, markAt(this.events, this.film.frame));
  }

  get playing() {
    return this.film.playing || this.timer !== 0;
  }

  moved(frame) {
    if (this.film?.playing && this.stopAt(frame)) return;
    this.last = frame;
    const number = Math.max(0, markAt(this.events, frame));
    const event = this.events[number];
    this.caption.show(frame);
    this.codes.forEach((code, place) => code.show(frame, place === (event.program ?? 0) ? event : {}));
    this.find(".progress div").style.transform = `scaleX(${frame / Math.max(1, this.score.frames - 1)})`;
    this.showEvent(number, event, frame);
    this.showPlaying();
  }

  // Whether a frame that has been reached by playing is where it must not go on from.
  stopAt(frame) {
    const [from, to] = this.loop ? [this.events[this.loop[0]].first, this.loopEnd()] : [0, Infinity];
    if (frame >= to || frame < from) {
      this.film.show(from);
      return true;
    }
    if (!this.pauses || frame <= this.last) return false;
    const event = this.events.find((one) => one.awaits && one.still > this.last && one.still <= frame);
    if (!event) return false;
    this.seek(event.still);
    return true;
  }

  loopEnd() {
    return this.loop[1] + 1 < this.events.length ? this.events[this.loop[1] + 1].first : this.score.frames - 1;
  }

  showEvent(number, event, frame) {
    const time = this.clock(frame);
    if (this.find(".time").textContent !== time) this.find(".time").textContent = time;
    if (this.shown === number) return;
    this.shown = number;
    const slider = this.find(".events");
    slider.value = number + 1;
    slider.setAttribute("aria-valuetext", this.describe(number));
    slider.className = `events ${(event.colour ?? "").replace(/[._]/g, "-")}`;
    const link = this.find(".link");
    link.href = `#e=${number + 1}`;
    link.textContent = `${number + 1}/${this.events.length}`;
    this.transcript.show(number);
  }

  describe(number) {
    const event = this.events[number];
    return this.say("page.event", {
      n: number + 1,
      m: this.events.length,
      time: this.clock(event.still),
      text: event.said,
    });
  }

  clock(frame) {
    const seconds = Math.floor(frame / this.score.fps);
    return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  }

  say(key, given) {
    return this.score.words[key].replace(/\{(\w+)\}/g, (_, name) => given[name]);
  }

  // -- what may be done with it ---------------------------------------------------------------------------------

  seek(frame) {
    this.halt();
    this.started();
    this.last = frame;
    this.film.show(frame);
    this.find(".status").textContent = this.describe(this.event);
  }

  goto(number) {
    this.seek(this.events[Math.max(0, Math.min(this.events.length - 1, number))].still);
  }

  step(by) {
    const here = this.event;
    const within = by < 0 && this.film.frame > this.events[here].still;
    this.goto(within ? here : here + by);
  }

  skip(by) {
    const chapters = this.score.chapters;
    const here = Math.max(0, markAt(chapters, this.film.frame));
    const place = by < 0 && this.film.frame > chapters[here].still ? here : here + by;
    this.seek(chapters[Math.max(0, Math.min(chapters.length - 1, place))].still);
  }

  play() {
    this.started();
    const [from, to] = this.loop ? [this.events[this.loop[0]].first, this.loopEnd()] : [0, this.score.frames - 1];
    if (this.film.frame < from || this.film.frame >= to) this.film.show(from);
    this.last = this.film.frame;
    if (this.stills) {
      this.film.show(this.events[this.event].still);
      this.turnStills();
    } else this.film.play();
    this.showPlaying();
  }

  halt() {
    clearTimeout(this.timer);
    this.timer = 0;
    this.film.pause();
    this.showPlaying();
  }

  toggle() {
    if (this.playing) this.halt();
    else this.play();
  }

  // Without motion: one still after another, each as long as the film would have taken for it.
  turnStills() {
    const [from, to] = this.loop ?? [0, this.events.length - 1];
    const here = this.event;
    const frames = (this.events[here + 1]?.first ?? this.score.frames) - this.events[here].first;
    const seconds = Math.max(SLOWEST_STILL, frames / this.score.fps) / this.film.video.playbackRate;
    this.timer = setTimeout(() => {
      if (here >= to && !this.loop) return this.halt();
      const next = here >= to || here < from ? from : here + 1;
      this.film.show(this.events[next].still);
      return this.pauses && this.events[next].awaits ? this.halt() : this.turnStills();
    }, seconds * 1000);
  }

  repeat(from, to) {
    const inside = (number) => Math.max(0, Math.min(this.events.length - 1, number));
    this.loop = [inside(Math.min(from, to)), inside(Math.max(from, to))];
    const button = this.find(".loop");
    const [n, m] = this.loop.map((number) => number + 1);
    button.hidden = false;
    button.setAttribute("aria-label", this.say("page.loop", { n, m }));
    button.title = button.getAttribute("aria-label");
    button.lastElementChild.textContent = `${n}–${m}`;
    this.goto(this.loop[0]);
  }

  unloop() {
    this.loop = null;
    this.find(".loop").hidden = true;
    this.find(".play").focus();
  }

  speed(by) {
    const select = this.find("select");
    select.selectedIndex = Math.max(0, Math.min(select.options.length - 1, select.selectedIndex + by));
    this.film.video.playbackRate = Number(select.value);
  }

  wish(name, on) {
    const button = this.find(`[data-does=${name}]`);
    const wanted = on ?? button?.getAttribute("aria-pressed") !== "true";
    button?.setAttribute("aria-pressed", String(wanted));
    if (name === "captions") this.find(".caption").hidden = !wanted;
    if (name === "pauses") this.pauses = Boolean(button) && wanted;
    if (name === "stills") {
      this.halt();
      this.stills = wanted;
    }
  }

  fullscreen() {
    if (document.fullscreenElement) document.exitFullscreen();
    else this.find(".theatre").requestFullscreen();
  }

  // -- buttons --------------------------------------------------------------------------------------------------

  started() {
    this.find(".start").hidden = true;
  }

  showPlaying() {
    if (this.shownPlaying === this.playing) return;
    this.shownPlaying = this.playing;
    const button = this.find(".play");
    const words = this.score.words[this.playing ? "page.pause" : "page.play"];
    button.classList.toggle("playing", this.playing);
    button.title = words;
    button.setAttribute("aria-label", words);
  }

  connect() {
    const does = {
      play: () => this.toggle(),
      "event-before": () => this.step(-1),
      "event-after": () => this.step(1),
      "chapter-before": () => this.skip(-1),
      "chapter-after": () => this.skip(1),
      loop: () => this.unloop(),
      captions: () => this.wish("captions"),
      pauses: () => this.wish("pauses"),
      stills: () => this.wish("stills"),
      fullscreen: () => this.fullscreen(),
    };
    for (const button of this.root.querySelectorAll("[data-does]")) {
      button.addEventListener("click", does[button.dataset.does]);
    }
    const slider = this.find(".events");
    slider.addEventListener("input", () => this.goto(Number(slider.value) - 1));
    this.find("select").addEventListener("change", () => this.speed(0));
    for (const big of [this.film.video, this.find(".start")]) {
      big.addEventListener("click", () => {
        this.toggle();
        this.find(".play").focus({ preventScroll: true });
      });
    }
    this.film.video.addEventListener("ended", () => this.loop && this.play());
    for (const hidden of [".controls", ".start"]) this.find(hidden).hidden = false;
    this.find("[data-does=fullscreen]").hidden = !document.fullscreenEnabled;
  }
}
