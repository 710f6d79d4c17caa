// Counts a team's time down between two messages of the server, which alone decides.

import { h } from "./dom.js";

export function clock(left, paused) {
  if (left === null || left === undefined) return null;
  const until = performance.now() + left * 1000;
  const words = () => {
    const rest = Math.max(0, Math.ceil((until - performance.now()) / 1000));
    return `${String(Math.floor(rest / 60)).padStart(2, "0")}:${String(rest % 60).padStart(2, "0")}`;
  };
  const shown = h("strong", { class: "digits" }, paused ? "paused" : words());
  const node = h("p", { class: "clock", role: "timer", "aria-live": "off" }, shown, " left, then your agent decides");
  if (!paused) {
    const tick = setInterval(() => {
      if (!node.isConnected && performance.now() > until - left * 1000 + 2000) return clearInterval(tick);
      shown.textContent = words();
      node.classList.toggle("late", until - performance.now() < 15000);
    }, 250);
  }
  return node;
}
