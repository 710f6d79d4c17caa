// What a reader sets for all pages: light or dark, larger letters; and the way past the header.

// A browser may keep nothing for a file, or be told to keep nothing at all.
const kept = (act) => { try { return act(); } catch { return null; } };

export function looks(root) {
  const look = document.documentElement.dataset;
  look.theme = kept(() => localStorage.getItem("batna.theme")) ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
  document.getElementById("theme").addEventListener("click", () => {
    look.theme = look.theme === "dark" ? "light" : "dark";
    kept(() => localStorage.setItem("batna.theme", look.theme));
  });
  document.getElementById("larger").addEventListener("click", (event) => {
    const large = look.size !== "large";
    if (large) look.size = "large"; else delete look.size;
    event.currentTarget.setAttribute("aria-pressed", String(large));
  });
  document.querySelector(".skip").addEventListener("click", (event) => {
    event.preventDefault();
    root.querySelector("main")?.setAttribute("tabindex", "-1");
    root.querySelector("main")?.focus();
  });
}
