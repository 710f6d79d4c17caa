// The parties round their table, and how the war and each party's fallback move beside it.

import { code, seatOf } from "/static/codes.js";
import { svg } from "/static/dom.js";

const W = 620, H = 330;

function seatAt(place, seats) {
  const angle = -Math.PI / 2 + (2 * Math.PI * place) / seats;
  return [W / 2 + 232 * Math.cos(angle), H / 2 + 122 * Math.sin(angle)];
}

// Seats on an ellipse, the mediator at its head; the step's text goes from its drafter to the middle.
export function table(parties, step) {
  const order = [...parties].sort((a, b) => Number(b.mediator) - Number(a.mediator));
  const heights = order.map((_, place) => seatAt(place, order.length)[1]), top = Math.min(...heights) - 22;
  const root = svg("svg", { viewBox: `0 ${top} ${W} ${Math.max(...heights) + 22 - top}`, class: "table", role: "img", "aria-label": spoken(step, parties) });
  root.append(svg("ellipse", { cx: W / 2, cy: H / 2, rx: 170, ry: 82, class: "board" }));
  const replies = new Map((step?.replies ?? []).map((reply) => [reply.party, reply]));
  order.forEach((party, place) => {
    const [x, y] = seatAt(place, order.length);
    const reply = replies.get(party.id), acts = step?.party === party.id;
    const seat = svg("g", { class: `seat${acts ? " acts" : ""}`, "data-party": party.id, "data-seat": seatOf(party.id) });
    const name = code(party.id), wide = Math.max(92, 26 + 10.5 * name.length);
    seat.append(svg("rect", { x: x - wide / 2, y: y - 19, width: wide, height: 38, rx: 10, class: "plate" }),
      svg("text", { x, y: y + 6, class: "name", "text-anchor": "middle" }, name));
    if (reply) seat.append(badge(x, y < H / 2 - 60 ? y + 38 : y - 30, reply));
    if (acts && step.kind === "text") {
      const towards = (t) => [x + (W / 2 - x) * t, y + (H / 2 - y) * t];
      const [x1, y1] = towards(0.3), [x2, y2] = towards(0.72);
      root.append(svg("line", { x1, y1, x2, y2, class: "hands-in" }));
    }
    root.append(seat);
  });
  const middle = step?.kind === "text" ? (step.signed ? `Text ${step.number}: signed` : `Text ${step.number}`) : "";
  root.append(svg("text", { x: W / 2, y: H / 2 + 7, class: "middle-words", "text-anchor": "middle" }, middle));
  return root;
}

function badge(x, y, reply) {
  const kind = !reply.asked ? "unasked" : reply.yes ? "yes" : "no";
  const words = !reply.asked ? `worth ${Math.round(reply.worth)}` : `${reply.yes ? "✓ yes" : "✕ no"}  ${Math.round(reply.worth)} / ${Math.round(reply.bar)}`;
  const width = 28 + 8.6 * words.length;
  return svg("g", { class: `badge ${kind}` }, svg("rect", { x: x - width / 2, y: y - 13, width, height: 26, rx: 13 }),
    svg("text", { x, y: y + 6, "text-anchor": "middle" }, words));
}

const spoken = (step, parties) => !step?.replies ? `${parties.length} parties at the table`
  : step.replies.map((r) => `${code(r.party)} ${!r.asked ? "not asked" : r.yes ? "yes" : "no"}, worth ${Math.round(r.worth)}, needs ${Math.round(r.bar)}`).join("; ");

// Values by round as lines with a cursor: pure, from {name, values, party} and the round at hand.
export function lines(series, at, { low, high, label, marks = [], rounds = 2 }) {
  const [w, h, left, top] = [420, 130, 40, 10];
  const here = (s) => Math.min(at, s.values.length - 1), now = (s) => s.values[here(s)]; // some are over before
  const count = Math.max(rounds, ...series.map((s) => s.values.length));
  const x = (r) => left + ((w - left - 44) * r) / (count - 1);
  const y = (v) => top + (h * (high - v)) / (high - low || 1);
  const root = svg("svg", { viewBox: `0 0 ${w} ${h + 26}`, class: "lines", role: "img", "aria-label": `${label}: ${series.map((s) => `${s.name} ${now(s)}`).join(", ")}` });
  for (const v of [low, high]) root.append(svg("line", { x1: left, x2: x(count - 1), y1: y(v), y2: y(v), class: "grid" }), svg("text", { x: left - 7, y: y(v) + 5, "text-anchor": "end" }, String(v)));
  for (const r of marks) root.append(svg("circle", { cx: x(r), cy: top + h + 9, r: 3, class: r === at ? "text-mark here" : "text-mark" }));
  const ends = series.map((s) => ({ ...s, end: y(s.values[s.values.length - 1]) })).sort((a, b) => a.end - b.end);
  let last = -99;
  for (const s of ends) {
    const points = s.values.map((v, r) => `${x(r).toFixed(1)},${y(v).toFixed(1)}`);
    const dashed = s.dashed ? " dashed" : "";
    root.append(svg("polyline", { points: points.join(" "), class: `whole${dashed}`, "data-seat": s.party ? seatOf(s.party) : null }),
      svg("polyline", { points: points.slice(0, at + 1).join(" "), class: `so-far-line${dashed}`, "data-seat": s.party ? seatOf(s.party) : null }),
      svg("circle", { cx: x(here(s)), cy: y(now(s)), r: 5, class: "here", "data-seat": s.party ? seatOf(s.party) : null }));
    last = Math.max(last + 15, s.end);
    root.append(svg("text", { x: x(s.values.length - 1) + 9, y: last + 5, class: "end" }, s.name));
  }
  root.append(svg("line", { x1: x(at), x2: x(at), y1: top, y2: top + h, class: "cursor" }));
  return root;
}
