// Neutral names: the switch in the header, what it is set to, and the line that says what stays.

import { learn } from "./codes.js";

const KEY = "batna.neutral";
const OWN = new Set(["live", "talk"]); // whose address says in what names they are shown
let on = localStorage.getItem(KEY) === "1";
let fixed = null; // why the switch can't be turned here

const button = document.getElementById("neutral");
const note = document.getElementById("neutral-note");

function draw(shown = on) {
  button.setAttribute("aria-pressed", String(shown));
  button.disabled = fixed !== null;
  button.title = fixed ?? "Call the parties Country A, Country B and so on";
  note.hidden = !shown;
}

export const neutral = () => on;

// Gets a page ready: its address says in what names it is shown; one that says nothing is as set.
export function begin(page, query) {
  learn(null);
  fixed = page === "research" ? "A study needs the scenario's own names" : null;
  if (OWN.has(page) && query.has("scenario")) on = query.has("neutral");
  else if (OWN.has(page) && on) query.set("neutral", "1");
  draw(page === "research" ? false : on);
}

// A room has the names that it was opened with, on every phone.
export function follow(room) {
  learn(room.codes);
  on = room.neutral;
  fixed = "The names were chosen when the room was opened";
  draw();
}

// onturn(on) once it is turned by hand.
export function listen(onturn) {
  button.addEventListener("click", () => {
    on = !on;
    localStorage.setItem(KEY, on ? "1" : "0");
    onturn(on);
  });
}
