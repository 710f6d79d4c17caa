import { h, show } from "/static/dom.js";
export function mount(root) { show(root, h("main", {}, h("h1", {}, "One talk"))); return () => {}; }
