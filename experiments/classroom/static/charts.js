// Draws numbers as SVG: pure functions from data to an element, no state, no colours of their own.

import { svg } from "/static/dom.js";

// A hundred marks in four rows, filled column by column; made once, then only moved and coloured.
export function marks() {
  const size = 100 / 4;
  const root = svg("svg", { viewBox: `-3 -3 ${size * 27 + 1} 109`, class: "marks", role: "img" });
  const nodes = Array.from({ length: 100 }, (_, place) => {
    const node = svg("rect", { width: 22, height: 22, x: Math.floor(place / 4) * 27, y: (place % 4) * 27 });
    root.append(node);
    return node;
  });
  return {
    root,
    show(groups) {
      const order = groups.flatMap((group) => Array(group.of_100).fill(group.id));
      nodes.forEach((node, place) => node.setAttribute("class", `mark-${order[place]}`));
      root.setAttribute("aria-label", groups.map((g) => `${g.words} ${g.of_100}`).join(", ") + ", of 100 talks");
    },
  };
}

// Talks without a settlement after each round: now solid, the pinned ones dashed.
export function waiting(now, pinned, roundsWord) {
  const [w, h, left, top] = [400, 190, 42, 12];
  const rounds = Math.max(now.length, pinned?.length ?? 0) - 1;
  const x = (r) => left + ((w - left - 8) * r) / rounds;
  const y = (n) => top + (h * (100 - n)) / 100;
  const path = (curve) => curve.map((n, r) => (r ? `H${x(r)}V${y(n)}` : `M${x(0)} ${y(n)}`)).join("");
  const end = now[now.length - 1];
  const root = svg("svg", { viewBox: `0 0 ${w} ${h + 44}`, class: "curve", role: "img",
    "aria-label": `Of 100 talks, ${Math.round(end)} are without a settlement after round ${now.length - 1}.` });
  for (const n of [0, 50, 100]) {
    root.append(svg("line", { x1: left, x2: w - 8, y1: y(n), y2: y(n), class: n ? "grid" : "axis" }),
      svg("text", { x: left - 8, y: y(n) + 5, "text-anchor": "end" }, String(n)));
  }
  if (pinned) root.append(svg("path", { d: path(pinned), class: "pinned" }));
  root.append(svg("path", { d: path(now), class: "now" }));
  root.append(svg("text", { x: left, y: top + h + 26 }, `${roundsWord} 0`),
    svg("text", { x: w - 8, y: top + h + 26, "text-anchor": "end" }, `${roundsWord} ${rounds}`));
  return root;
}

const beside = (column) => (column % 2 ? 1 : -1) * Math.ceil(column / 2);

// Up to 50 settlements between two opening positions, stacked where they are near one another.
export function ground({ left, right, dots }) {
  const [w, r, bins] = [720, 8.4, 41];
  const lowest = Math.min(0, ...dots) - 0.02, highest = Math.max(1, ...dots) + 0.02;
  const stacks = new Map();
  const placed = dots.map((dot) => {
    const bin = Math.round(((dot - lowest) / (highest - lowest)) * (bins - 1));
    const floor = stacks.get(bin) ?? 0;
    stacks.set(bin, floor + 1);
    return [bin, floor];
  });
  const most = Math.max(4, ...stacks.values());
  const tall = Math.min(most, 16); // higher stacks go on beside themselves
  const pitch = Math.min(2 * r + 1, 150 / tall);
  const h = 160;
  const x = (value) => 14 + ((w - 28) * (value - lowest)) / (highest - lowest);
  const root = svg("svg", { viewBox: `0 0 ${w} ${h + 34}`, class: "ground-dots", role: "img",
    "aria-label": dots.length ? `Settlements lie ${Math.round(100 * dots[Math.floor(dots.length / 2)])} % of the way from ${left}'s opening position to ${right}'s, in the middle.` : "No settlements." });
  root.append(svg("line", { x1: x(0), x2: x(1), y1: h, y2: h, class: "axis" }));
  for (const at of [0, 0.5, 1]) root.append(svg("line", { x1: x(at), x2: x(at), y1: h - 5, y2: h + 5, class: "axis" }));
  for (const [bin, floor] of placed)
    root.append(svg("circle", { cx: 14 + ((w - 28) * bin) / (bins - 1) + beside(Math.floor(floor / tall)) * pitch, cy: h - 4 - pitch / 2 - (floor % tall) * pitch, r: Math.min(r, pitch / 2 - 0.3), class: "dot" }));
  root.append(svg("text", { x: x(0), y: h + 26 }, `◀ ${left}'s opening position`),
    svg("text", { x: x(1), y: h + 26, "text-anchor": "end" }, `${right}'s opening position ▶`));
  return root;
}
