// The film in its <video>, frame by frame: where it stands, and moving it there. It knows nothing of the page.

// The last of `marks`, which are in order of their first frame, that has begun at `frame`; -1 before the first.
function markAt(marks, frame) {
  let low = 0;
  let high = marks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (marks[middle].first <= frame) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

// The bytes behind a data: address as a blob: address. Safari plays no other, and every browser seeks in it at once.
function blobOf(address) {
  const [head, data] = address.split(",", 2);
  const text = atob(data);
  const bytes = new Uint8Array(text.length);
  for (let place = 0; place < text.length; place += 1) bytes[place] = text.charCodeAt(place);
  return URL.createObjectURL(new Blob([bytes], { type: head.slice(5).split(";")[0] }));
}

// Within a frame: its borders are where browsers differ.
const MIDDLE = 0.5;
const SURELY = 1e-3;

class Film {
  constructor(video, { fps, frames }, moved) {
    this.video = video;
    this.fps = fps;
    this.frames = frames;
    this.moved = moved;
    video.controls = false;
    video.src = blobOf(video.getAttribute("src"));
    for (const event of ["seeking", "seeked", "timeupdate", "pause", "ended"]) {
      video.addEventListener(event, () => moved(this.frame));
    }
    video.addEventListener("play", () => this.follow());
  }

  get frame() {
    return Math.min(this.frames - 1, Math.floor(this.video.currentTime * this.fps + SURELY));
  }

  get playing() {
    return !this.video.paused && !this.video.ended;
  }

  show(frame) {
    const inside = Math.max(0, Math.min(this.frames - 1, frame));
    this.video.currentTime = (inside + MIDDLE) / this.fps;
    this.moved(inside);
  }

  async play() {
    try {
      await this.video.play();
    } catch (error) {
      if (error.name !== "AbortError") throw error; // paused again before it had begun
    }
  }

  pause() {
    this.video.pause();
  }

  // Tells of every frame while it plays.
  follow() {
    if (!this.playing) return;
    this.moved(this.frame);
    requestAnimationFrame(() => this.follow());
  }
}
