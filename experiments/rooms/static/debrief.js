// The debrief, asked of the server, and what can be taken along of it.

import { backToRooms } from "./back.js";
import { debriefing } from "./debriefing.js";
import { h, show } from "./dom.js";
import { follow } from "./neutral.js";
import { ask, plainCode, remembered } from "./net.js";

export function mount(root, query) {
  const code = plainCode(query.get("room"));
  const token = remembered("host", code) ?? remembered("seat", code);
  if (!token) {
    show(root, h("main", { class: "card narrow" }, h("h1", {}, "Debrief"), backToRooms(true), h("p", {}, "Open it from the class, or from your seat, when the talks are over.")));
    return () => {};
  }
  show(root, h("main", { class: "card narrow" }, h("h1", {}, "Debrief"), h("p", { role: "status" }, "Playing the same talks with agents alone, and once more with one thing different …")));
  let shown = true;
  ask(`/${code}/debrief`, { token }).then((given) => { if (shown) { follow(given); debriefing(root, given, take(code, token)); } },
    (error) => shown && show(root, h("main", { class: "card narrow" }, h("h1", {}, "Debrief"), h("p", { class: "fault", role: "alert" }, error.message))));
  return () => { shown = false; };
}

function take(code, token) {
  const save = async (file, name) => {
    const reply = await fetch(`/api/rooms/${code}/${file}`, { headers: { authorization: `Bearer ${token}` } });
    const link = h("a", { href: URL.createObjectURL(await reply.blob()), download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  };
  const far = h("span", { class: "muted", role: "status" });
  const page = h("button", { id: "take-home", onclick: async () => {
    page.disabled = true;
    try {
      if (await made(code, token, far)) {
        await save("take-home.html", "take-home.html");
        far.textContent = "Saved: one file that opens without a network.";
      }
    } catch (fault) { far.textContent = fault.message; }
    page.disabled = false;
  } }, "Take-home page");
  return h("div", { class: "buttons no-print" },
    h("button", { class: "main", id: "print", onclick: () => print() }, "Print, or save as PDF"),
    h("button", { id: "csv", onclick: () => save("debrief.csv", "score-sheet.csv") }, "CSV"), page, far);
}

// Asks how far the page is until it is whole, as long as somebody looks on.
async function made(code, token, far) {
  for (;;) {
    const { done, whole, ready } = await ask(`/${code}/take-home`, { token });
    if (ready || !far.isConnected) return ready && far.isConnected;
    far.textContent = `Playing the talks for it: ${done} of ${whole} parts …`;
    await new Promise((wait) => setTimeout(wait, 700));
  }
}
