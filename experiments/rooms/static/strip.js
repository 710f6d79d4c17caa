// Guesses as grey dots on a strip from 0 to 100, and lines for what came out beside them.

import { svg } from "./dom.js";

const R = 6, STEP = 14;

// wide: the units across; on a phone there are fewer, so that letters stay legible.
// lines: {value, name, words, error}; the name is its class, an error is drawn as a band.
export function strip(guesses, lines, spoken, wide = innerWidth < 700 ? 360 : 1000) {
  const x = (value) => 20 + (value / 100) * (wide - 40);
  const placed = stacked(guesses, x);
  const ground = Math.min(150, 96 + STEP * Math.max(0, ...placed.map((dot) => dot.level - 1)));
  const end = (value, anchor) => svg("text", { class: "scale-end", x: x(value), y: ground + 26, "text-anchor": anchor }, String(value));
  return svg("svg", { class: "dots", viewBox: `0 0 ${wide} ${ground + 36}`, role: "img", "aria-label": spoken },
    lines.filter((line) => line.error).map((line) => band(line, x, ground)),
    svg("line", { class: "ground", x1: 20, x2: wide - 20, y1: ground, y2: ground }),
    placed.map((dot) => svg("circle", { class: "guess-dot", cx: dot.at, cy: ground - 10 - Math.min(dot.level, 8) * STEP, r: R })),
    lines.flatMap((line, place) => (place && near(lines, x) ? upright(line, x, 44, ground, away(line, lines[0], x, wide)) : upright(line, x, 20, ground, line.value < 50))),
    end(0, "start"), end(100, "end"));
}

const near = ([one, other], x) => Math.abs(x(one.value) - x(other.value)) < 170; // two names' width

// Each dot stands where it is on the scale, as low as those beside it leave room.
function stacked(guesses, x) {
  const placed = [];
  for (const value of [...guesses].sort((a, b) => a - b)) {
    const at = x(value);
    let level = 0;
    while (placed.some((dot) => dot.level === level && at - dot.at < 2 * R + 1)) level += 1;
    placed.push({ at, level });
  }
  return placed;
}

function band({ value, error, name }, x, ground) {
  const low = x(Math.max(0, value - error)), high = x(Math.min(100, value + error));
  return svg("rect", { class: `band ${name}`, x: low, width: high - low, y: 20, height: ground - 20 });
}

// Whether a name goes to the right: away from the line beside it, if there is room.
function away({ value, words }, other, x, wide) {
  const right = value >= other.value, length = 10 * words.length;
  return (right ? x(value) + length < wide : x(value) > length) === right;
}

function upright({ value, name, words }, x, top, ground, right) {
  return [svg("line", { class: name, x1: x(value), x2: x(value), y1: top, y2: ground + 6 }),
    svg("text", { class: `said ${name}`, x: x(value) + (right ? 8 : -8), y: top + 12, "text-anchor": right ? "start" : "end" }, words)];
}
