// What stands beside the film and follows it: caption, code, transcript.

// Scrolls a pane of the page so that `line` is in its middle half; the page itself never moves.
function reveal(pane, line) {
  const above = line.getBoundingClientRect().top - pane.getBoundingClientRect().top;
  const quiet = pane.clientHeight / 4;
  if (above < quiet || above + line.offsetHeight > pane.clientHeight - quiet) {
    pane.scrollTop += above - (pane.clientHeight - line.offsetHeight) / 2;
  }
}

// Marks one element of many as the current one.
class Current {
  constructor(pane) {
    this.pane = pane;
    this.element = null;
  }

  move(element) {
    if (element === this.element) return;
    this.element?.removeAttribute("aria-current");
    this.element = element;
    if (!element) return;
    element.setAttribute("aria-current", "true");
    if (this.pane) reveal(this.pane, element);
  }
}

// A program: the line where somebody drives, and while nobody does, the line of the event that is shown.
class Code {
  constructor(section, marks) {
    this.lines = [...section.querySelectorAll("li")];
    this.marks = marks;
    this.current = new Current(section.querySelector(".scroll"));
  }

  show(frame, event) {
    const mark = this.marks[markAt(this.marks, frame)];
    const { line, colour, rests } = mark?.line ? { ...mark, rests: false } : { ...event, rests: true };
    const element = line ? (this.lines[line - 1] ?? null) : null;
    this.current.move(element);
    if (!element) return;
    element.className = rests ? "rests" : "driven";
    if (colour) element.classList.add(colour.replace(/[._]/g, "-"));
  }
}

class Transcript {
  constructor(section, chosen) {
    this.byEvent = new Map();
    const pane = section.querySelector(".scroll");
    this.current = new Current(pane);
    for (const link of section.querySelectorAll("a")) {
      if (link.dataset.event) this.byEvent.set(Number(link.dataset.event), link);
      link.addEventListener("click", (click) => {
        if (click.ctrlKey || click.metaKey || click.shiftKey) return;
        click.preventDefault();
        chosen(Number(link.dataset.still));
      });
    }
  }

  show(number) {
    this.current.move(this.byEvent.get(number) ?? null);
  }
}

class Caption {
  constructor(paragraph, captions) {
    this.paragraph = paragraph;
    this.text = paragraph.firstElementChild;
    this.captions = captions;
  }

  show(frame) {
    const caption = this.captions[markAt(this.captions, frame)];
    const text = caption && frame < caption.end ? caption.text : "";
    if (this.text.textContent !== text) this.text.textContent = text;
  }
}
