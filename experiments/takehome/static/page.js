// The take-home page: Live over a grid that was played before, recorded talks, a debrief, and
// what it all rests on. It asks nobody for anything: all that it shows stands in the file.

import { Story } from "/live/story.js";
import { learn } from "/static/codes.js";
import { debriefing } from "/static/debriefing.js";
import { h } from "/static/dom.js";
import { looks } from "/static/looks.js";
import { about } from "./about.js";
import { talkOf } from "./grid.js";
import { whatIfMoved } from "./moved.js";

const content = JSON.parse(document.getElementById("data").textContent);
const place = document.getElementById("page");
const VIEWS = { live: ["What if", () => whatIfMoved(place, content)], talk: ["One talk", recordedTalk] };
if (content.debrief) VIEWS.debrief = ["Debrief", classDebrief];
VIEWS.about = ["About", () => about(place, content)];

learn(content.codes);
let leaveView = () => {};

function recordedTalk() {
  const told = (kind) => content.kinds.find((one) => one.kind === kind) ?? content.kinds[0];
  const tell = (story, one) => story.tell({ ...talkOf(content.talks[one.talk], content.grid.issues), chosen: one.chosen }, one.kind, 0);
  const story = new Story(place, { kinds: content.kinds.map((one) => one.kind), onkind: (kind) => tell(story, told(kind)) });
  tell(story, content.kinds[0]);
  return () => story.leave();
}

function classDebrief() {
  debriefing(place, { ...content.debrief, neutral: content.neutral }, h("div", { class: "buttons no-print" },
    h("button", { class: "main", id: "print", onclick: () => print() }, "Print, or save as PDF")));
}

function view() {
  if (location.hash === "#page") return; // the way past the header
  const asked = location.hash.replace(/^#\/?/, "");
  const name = asked in VIEWS ? asked : "live";
  leaveView();
  for (const link of document.querySelectorAll("header nav a")) {
    if (link.dataset.page === name) link.setAttribute("aria-current", "page"); else link.removeAttribute("aria-current");
  }
  leaveView = VIEWS[name][1]() ?? (() => {});
}

for (const [name, [words]] of Object.entries(VIEWS))
  document.querySelector("header nav").append(h("a", { href: `#/${name}`, "data-page": name }, words));
looks(place);
addEventListener("hashchange", view);
view();
