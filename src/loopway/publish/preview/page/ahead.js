// Gets the outlines of the whole film while nobody asks for anything, so that scrubbing finds them there.

const PICTURES_A_SECOND = 4;

function quiet() {
  return new Promise((resolve) => {
    if ("requestIdleCallback" in window) requestIdleCallback(resolve);
    else setTimeout(resolve, 0);
  });
}

/** Goes through the film in a theme, as long as it is `wanted()`. */
export async function lookAhead(film, theme, picture, wanted) {
  for (let at = 0; at <= film.last; at += film.about.rate / PICTURES_A_SECOND) {
    await quiet();
    if (!wanted()) return;
    const { uses } = await film.instant(at);
    await picture.prepare(film, theme, uses);
  }
}
