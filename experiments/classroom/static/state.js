// What the address holds: scenario, lens, seed, numbers moved, pin A; so that a link shows the same.

export const numbers = (words) => Object.fromEntries((words ?? "").split(",").filter(Boolean).map((pair) => {
  const at = pair.lastIndexOf(":");
  return [pair.slice(0, at), Number(pair.slice(at + 1))];
}).filter(([path, value]) => path && Number.isFinite(value)));
export const words = (set) => Object.entries(set).map(([path, value]) => `${path}:${value}`).join(",");
const pair = (query, mark) => ({ lens: query.get(`${mark}lens`) || null, set: numbers(query.get(`${mark}set`)) });

export function read(query) {
  const seed = Number(query.get("seed") ?? 1);
  return {
    scenario: query.get("scenario"), ...pair(query, ""), seed: Number.isSafeInteger(seed) && seed >= 0 ? seed : 1,
    pin: query.has("a") ? pair(query, "a") : null, hidden: query.has("hide"), guesses: (query.get("guesses") ?? "").split(",").filter((word) => /^\d{1,3}$/.test(word) && word <= 100).slice(0, 200).map(Number),
    neutral: query.has("neutral"),
  };
}

export function address(page, state) {
  const query = new URLSearchParams();
  query.set("scenario", state.scenario);
  if (state.lens) query.set("lens", state.lens);
  if (state.seed !== 1) query.set("seed", state.seed);
  if (Object.keys(state.set).length) query.set("set", words(state.set));
  if (state.pin) {
    query.set("a", "1");
    if (state.pin.lens) query.set("alens", state.pin.lens);
    if (Object.keys(state.pin.set).length) query.set("aset", words(state.pin.set));
  }
  if (state.hidden) query.set("hide", "1");
  if (state.guesses.length) query.set("guesses", state.guesses.join(","));
  if (state.neutral) query.set("neutral", "1");
  return `#/${page}?${query.toString().replaceAll("%3A", ":").replaceAll("%2C", ",")}`;
}

export const settings = (state) => ({ scenario: state.scenario, lens: state.lens, set: state.set, seed: state.seed });

// The same with the names in which the page is shown: what Live and One talk ask for.
export const wanted = (state) => (state.neutral ? { ...settings(state), neutral: true } : settings(state));
export const names = (state) => `neutral=${state.neutral ? 1 : 0}`;

// What the pin is called: not by a letter where the parties are.
export const pinName = (state) => (state.neutral ? "1" : "A");
const readingOf = ({ lens }) => (lens ? `reading ${lens}` : "neutral base");
export const pinTitle = (state) => [pinName(state), ...(state.pin && state.pin.lens !== state.lens ? [readingOf(state.pin)] : [])].join(", ");

// Lets the links to other pages carry what is set here.
export function carry(state, ...pages) {
  for (const page of pages) {
    const link = document.querySelector(`nav a[data-page="${page}"]`);
    if (link) link.href = address(page, state);
  }
}
