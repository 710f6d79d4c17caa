// The debrief, asked of the server, and what can be taken along of it.

import { debriefing } from "./debriefing.js";
import { h, show } from "./dom.js";
import { ask, plainCode, remembered } from "./net.js";

export function mount(root, query) {
  const code = plainCode(query.get("room"));
  const token = remembered("host", code) ?? remembered("seat", code);
  if (!token) {
    show(root, h("main", { class: "card narrow" }, h("h1", {}, "Debrief"), h("p", {}, "Open it from the class, or from your seat, when the talks are over.")));
    return () => {};
  }
  show(root, h("main", { class: "card narrow" }, h("h1", {}, "Debrief"), h("p", { role: "status" }, "Playing the same talks with agents alone, and once more with one thing different …")));
  let shown = true;
  ask(`/${code}/debrief`, { token }).then((given) => shown && debriefing(root, given, take(code, token)),
    (error) => shown && show(root, h("main", { class: "card narrow" }, h("h1", {}, "Debrief"), h("p", { class: "fault", role: "alert" }, error.message))));
  return () => { shown = false; };
}

function take(code, token) {
  const save = async () => {
    const reply = await fetch(`/api/rooms/${code}/debrief.csv`, { headers: { authorization: `Bearer ${token}` } });
    const link = h("a", { href: URL.createObjectURL(await reply.blob()), download: "score-sheet.csv" });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  };
  return h("div", { class: "buttons no-print" },
    h("button", { class: "main", id: "print", onclick: () => print() }, "Print, or save as PDF"), h("button", { id: "csv", onclick: save }, "CSV"));
}
