// What the header offers: all pages; to a team in its seat, or on its way to it, its own room alone.

import { remembered } from "./net.js";

// name: the page that is shown; room: the code that goes along to the others, or null.
export function offer(name, room) {
  const seated = Boolean(room && remembered("seat", room));
  const guest = Boolean(room && !remembered("host", room) && (seated || name === "seat"));
  document.body.classList.toggle("guest", guest);
  for (const link of document.querySelectorAll("nav a[data-page]")) {
    const { page } = link.dataset;
    if (page === name) link.setAttribute("aria-current", "page"); else link.removeAttribute("aria-current");
    link.href = room ? `#/${page}?room=${encodeURIComponent(room)}` : `#/${page}`;
    link.hidden = guest && page !== "seat" && page !== name;
    if (page === "seat") link.textContent = seated ? "Your seat" : "Take a seat";
  }
}
