// Asks the server for talks: one question at a time, the newest wins, answers are kept.

export class Refusal extends Error {}

async function json(reply) {
  const given = await reply.json().catch(() => ({}));
  if (!reply.ok) throw new Refusal(given.error ?? "The server could not do that.");
  return given;
}

const reach = (path, options) => fetch(path, options).catch((error) => {
  throw error.name === "AbortError" ? error : new Refusal("The server can't be reached.");
});

// Questions to the addresses under one of the server's roots.
export const under = (root) => ({
  get: async (path) => json(await reach(`${root}${path}`)),
  post: async (path, body, signal) => json(await reach(`${root}${path}`, {
    method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body), signal,
  })),
});
export const { get, post } = under("/api/live");

// One line of questions: while one is out, only the last of those that follow is asked next.
export function newest(onanswer, onfault, question = (body, signal) => post("/talks", body, signal)) {
  const kept = new Map();
  let out = null;
  return async function ask(body) {
    const key = JSON.stringify(body);
    out?.abort();
    out = null;
    if (kept.has(key)) return onanswer(kept.get(key), body);
    const own = (out = new AbortController());
    try {
      const answer = await question(body, own.signal);
      kept.set(key, answer);
      if (kept.size > 300) kept.delete(kept.keys().next().value);
      if (out === own) onanswer(answer, body);
    } catch (error) {
      if (out === own && error.name !== "AbortError") onfault(error);
    }
  };
}
