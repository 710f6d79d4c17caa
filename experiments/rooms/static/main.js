// Shows the page that the address names, and keeps what a reader has set: light or dark, large.

import * as classroom from "./class.js";
import * as debrief from "./debrief.js";
import * as live from "/live/live.js";
import { looks } from "./looks.js";
import { offer } from "./nav.js";
import * as names from "./neutral.js";
import * as research from "/live/research.js";
import * as seat from "./seat.js";
import * as talk from "/live/talk.js";

const PAGES = { live, talk, seat, class: classroom, debrief, research };
const root = document.getElementById("page");
let leave = () => {};

function go() {
  if (location.hash === "#page") return; // the way past the header
  const [path, query] = location.hash.replace(/^#\/?/, "").split("?");
  const name = path in PAGES ? path : "live";
  leave();
  const asked = new URLSearchParams(query);
  offer(name, asked.get("room"));
  names.begin(name, asked);
  leave = PAGES[name].mount(root, asked);
}

looks(root);
names.listen((on) => {
  const [path, query] = location.hash.split("?");
  const asked = new URLSearchParams(query);
  if (on) asked.set("neutral", "1"); else asked.delete("neutral");
  if (query) history.replaceState(null, "", `${path}?${asked}`);
  go();
});
addEventListener("hashchange", go);
go();
