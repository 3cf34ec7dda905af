// Colours as a browser computes them, for the checks that run inside of a page.

/** Puts what the checks share into the page: run by `page.evaluate`, so it can use nothing from outside. */
export function installColours() {
  const pen = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  const known = new Map();

  /** Any colour of CSS as red, green, blue (0 to 255) and alpha (0 to 1). */
  const rgba = (text) => {
    if (!known.has(text)) {
      pen.clearRect(0, 0, 1, 1);
      pen.fillStyle = '#000';
      pen.fillStyle = text;
      pen.fillRect(0, 0, 1, 1);
      const [red, green, blue, alpha] = pen.getImageData(0, 0, 1, 1).data;
      known.set(text, [red, green, blue, alpha / 255]);
    }
    return known.get(text);
  };

  const over = ([r, g, b, alpha], below) => [r, g, b].map((part, i) => part * alpha + below[i] * (1 - alpha));

  /** Relative luminance (WCAG 2.2). */
  const luminance = (colour) => {
    const [red, green, blue] = colour.map((part) => part / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };

  const ratio = (one, other) => {
    const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };

  /** Whether a background picture that is drawn once, at its own size, leaves a part of its element free. */
  const leavesFree = (element, style, box) => {
    if (style.backgroundRepeat !== 'no-repeat') return false;
    const [width, height] = style.backgroundSize.split(' ').map(parseFloat);
    if (!/^[\d.]+px [\d.]+px$/.test(style.backgroundSize) || !/^0(px|%) 0(px|%)$/.test(style.backgroundPosition)) return false;
    const frame = element.getBoundingClientRect();
    return box.left >= frame.left + width || box.top >= frame.top + height;
  };

  /**
   * What may stand behind what an element shows in `box`: every ground up to the first that hides the rest. The first
   * colour is that of plain grounds; each stop of a gradient adds one. `pictured` when there is an image among them.
   */
  const grounds = (element, box = element.getBoundingClientRect()) => {
    const layers = [];
    let pictured = false;
    for (let one = element; one; one = one.parentElement) {
      const style = getComputedStyle(one);
      if (style.backgroundImage !== 'none' && !leavesFree(one, style, box)) {
        if (style.backgroundImage.includes('url(')) pictured = true;
        layers.push({ stops: [...new Set(style.backgroundImage.match(/[a-z]+\([^()]*\)/g) ?? [])].map(rgba) });
      }
      const colour = rgba(style.backgroundColor);
      if (colour[3] > 0) layers.push({ colour });
      if (colour[3] === 1) break;
    }
    let colours = [matchMedia('(prefers-color-scheme: dark)').matches ? [18, 18, 18] : [255, 255, 255]];
    for (const { colour, stops } of layers.toReversed()) {
      colours = colour
        ? colours.map((below) => over(colour, below))
        : [...colours, ...stops.flatMap((stop) => colours.map((below) => over(stop, below)))];
    }
    return { colours, pictured };
  };

  /** How somebody finds an element again. */
  const name = (element) => {
    const own = (one) => `${one.tagName.toLowerCase()}${one.id ? `#${one.id}` : ''}${[...one.classList].slice(0, 2).map((part) => `.${part}`).join('')}`;
    const words = element.textContent.trim().replace(/\s+/g, ' ').slice(0, 40);
    return `${element.parentElement ? `${own(element.parentElement)} > ` : ''}${own(element)} "${words}"`;
  };

  /** Whether somebody sees it: not closed, not hidden, not the one pixel that only screen readers read. */
  const isSeen = (element) => {
    if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) return false;
    for (let one = element; one && one !== document.body; one = one.parentElement) {
      const { width, height } = one.getBoundingClientRect();
      if (width <= 1 && height <= 1 && getComputedStyle(one).overflow !== 'visible') return false;
    }
    return true;
  };

  globalThis.care = { rgba, over, ratio, grounds, name, isSeen };
}
