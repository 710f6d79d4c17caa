// Builds elements: text goes in as text, never as markup, so that no name can become code.

import { code, seatOf } from "./codes.js";

export function h(tag, given = {}, ...children) {
  const node = document.createElement(tag);
  for (const [key, value] of Object.entries(given)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else if (key === "style") for (const [k, v] of Object.entries(value)) node.style.setProperty(k, v);
    else if (key in node && typeof value !== "string") node[key] = value;
    else node.setAttribute(key, value === true ? "" : value);
  }
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false) continue;
    node.append(child instanceof Node ? child : String(child));
  }
  return node;
}

// Puts new content in place, and gives the focus back to the control that had it.
export function show(root, ...children) {
  const held = document.activeElement?.id;
  const scrolled = [...root.querySelectorAll("[data-scroll]")].map((n) => [n.dataset.scroll, n.scrollTop]);
  root.replaceChildren(...children.flat(Infinity).filter(Boolean));
  for (const [name, top] of scrolled) {
    const node = root.querySelector(`[data-scroll="${name}"]`);
    if (node) node.scrollTop = top;
  }
  if (held && document.activeElement?.id !== held) document.getElementById(held)?.focus({ preventScroll: true });
}

export const chip = (party, title) =>
  h("span", { class: "chip", "data-party": party, "data-seat": seatOf(party), title: title ?? code(party) }, code(party));

const SVG = "http://www.w3.org/2000/svg";
export function svg(tag, given = {}, ...children) {
  const node = document.createElementNS(SVG, tag);
  for (const [key, value] of Object.entries(given)) if (value !== null) node.setAttribute(key, value);
  for (const child of children.flat(Infinity)) node.append(child);
  return node;
}
