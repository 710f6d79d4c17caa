// Texts to be taken along: shown whole, copied by a button, saved as a file.

import { h } from "/static/dom.js";

// Selects the text, so that a key press copies it where a page may not use the clipboard.
async function copy(node, say) {
  const range = document.createRange();
  range.selectNodeContents(node);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
  let done = false;
  try {
    await navigator.clipboard.writeText(node.textContent); // there is none on plain http
    done = true;
  } catch {
    done = document.execCommand("copy");
  }
  say(done ? "Copied." : "Selected: copy it with Ctrl+C.");
}

export function save(name, text) {
  const link = h("a", { href: URL.createObjectURL(new Blob([text], { type: "text/plain" })), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

// A text under a heading; with a file name it can be saved too.
export function copyable(id, label, text, file) {
  const said = h("span", { class: "muted", role: "status" });
  const shown = h("pre", { id, class: "cli", tabindex: "0", role: "region", "aria-label": label }, text);
  return h("div", { class: "copyable" },
    h("div", { class: "copy-head" }, h("h3", {}, label),
      h("button", { id: `${id}-copy`, "aria-label": `Copy: ${label}`, onclick: () => copy(shown, (words) => { said.textContent = words; }) }, "Copy"),
      file ? h("button", { id: `${id}-save`, "aria-label": `Download: ${file}`, onclick: () => save(file, text) }, "Download") : null, said),
    shown);
}

// A study as the server writes it: its files, the command that runs it, the same in Python.
export function study(id, given) {
  const label = (place) => (place ? "Its points, CSV" : "Study file");
  return [given.files.map((file, place) => copyable(`${id}-file-${place}`, label(place), file.text, file.name)),
    given.files.length > 1 ? h("p", { class: "muted" }, "Put both files into one folder, under the names that the study gives.") : null,
    copyable(`${id}-command`, "In a terminal", given.command), copyable(`${id}-python`, "In Python", given.python)];
}
