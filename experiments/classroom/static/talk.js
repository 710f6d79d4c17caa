// One talk, asked of the server by its kind, and told as a story.

import { learn } from "/static/codes.js";
import { h, show } from "/static/dom.js";
import { get, post } from "./ask.js";
import { address, carry, read, wanted } from "./state.js";
import { KINDS, Story } from "./story.js";

export function mount(root, query) {
  const page = new Talk(root, read(query), query);
  page.start();
  return () => page.leave();
}

class Talk {
  constructor(root, state, query) {
    Object.assign(this, { root, state, at: Number(query.get("step")) || 0, kind: KINDS[query.get("kind")] ? query.get("kind") : "typical" });
    this.beside = query.get("beside") ?? "";
    this.story = new Story(root, { onkind: (kind) => this.load(kind), onbeside: (id) => this.pair(id), onstep: (at) => this.note(at), folded: this.state.neutral });
  }

  leave() {
    this.gone = true;
    this.story.leave();
  }

  async start() {
    show(this.root, h("main", { class: "talk" }, h("p", { class: "card", role: "status" }, "Playing the talk …")));
    try {
      this.state.scenario ??= (await get("/scenarios")).first;
      await this.load(this.kind);
    } catch (fault) { this.fault(fault); }
  }

  fault(fault) {
    if (this.gone) return;
    if (!this.story.talk) show(this.root, h("main", { class: "talk" }, h("p", { class: "card fault", role: "alert" }, fault.message)));
    else this.story.note.textContent = fault.message;
  }

  async load(kind) {
    try {
      const talk = await post("/talk", { ...wanted(this.state), kind });
      if (this.gone) return;
      learn(talk.codes);
      const again = this.story.talk !== undefined;
      this.kind = kind;
      if (!talk.besides.some(({ id }) => id === this.beside)) this.beside = "";
      const second = await this.second(talk);
      if (this.gone) return;
      this.story.tell(talk, kind, again ? 0 : this.at, second);
      carry(this.state, "live", "research");
    } catch (fault) { this.fault(fault); }
  }

  // The same luck with one thing different, if it is asked for.
  async second({ replicate }) {
    const id = this.beside;
    return id ? { id, ...(await post("/beside", { ...wanted(this.state), replicate, without: id })) } : null;
  }

  async pair(id) {
    this.beside = id;
    try {
      const second = await this.second(this.story.talk);
      if (!this.gone && this.beside === id) this.story.pair(second);
    } catch (fault) { this.fault(fault); }
  }

  // The address follows the story, so that a link shows the same step.
  note(at) {
    const query = new URLSearchParams({ kind: this.kind, step: String(at), ...(this.beside ? { beside: this.beside } : {}) });
    history.replaceState(null, "", `${address("talk", this.state)}&${query}`);
  }
}
