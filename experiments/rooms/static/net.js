// Talks to the server: JSON there and back, and a line that tells of every change.

export class Refusal extends Error {
  constructor(status, words) {
    super(words);
    this.status = status;
  }
}

export async function ask(path, { token, body, signal } = {}) {
  const headers = {};
  if (token) headers.authorization = `Bearer ${token}`;
  if (body !== undefined) headers["content-type"] = "application/json";
  let reply;
  try {
    reply = await fetch(`/api/rooms${path}`, {
      method: body === undefined ? "GET" : "POST", headers, signal,
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Refusal(0, "The server can't be reached; trying again.");
  }
  const given = await reply.json().catch(() => ({}));
  if (!reply.ok) throw new Refusal(reply.status, given.error ?? "The server could not do that.");
  return given;
}

// Server-sent events, read by fetch because EventSource can't say who it is.
// Comes back by itself after a lost connection or a restart of the server.
export function listen(path, token, { onview, onlost }) {
  const stop = new AbortController();
  (async () => {
    let wait = 500;
    while (!stop.signal.aborted) {
      try {
        const reply = await fetch(`/api/rooms${path}/events`, {
          headers: { authorization: `Bearer ${token}` }, signal: stop.signal,
        });
        if (!reply.ok) {
          const given = await reply.json().catch(() => ({}));
          throw new Refusal(reply.status, given.error);
        }
        wait = 500;
        await read(reply.body, onview);
      } catch (error) {
        if (stop.signal.aborted) return;
        if (error.status === 401 || error.status === 404) return onlost(error, true);
      }
      if (stop.signal.aborted) return;
      onlost(new Refusal(0, "Connection lost; coming back …"), false);
      await new Promise((done) => setTimeout(done, wait + Math.random() * 300));
      wait = Math.min(wait * 2, 5000);
    }
  })();
  return () => stop.abort();
}

async function read(stream, onview) {
  const reader = stream.pipeThrough(new TextDecoderStream()).getReader();
  let kept = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    kept += value;
    const events = kept.split("\n\n");
    kept = events.pop();
    for (const event of events) {
      const data = event.split("\n").filter((l) => l.startsWith("data: ")).map((l) => l.slice(6));
      if (data.length) onview(JSON.parse(data.join("\n")));
    }
  }
}

export const plainCode = (code) => (code ?? "").toUpperCase().replace(/[^A-Z0-9]/g, "");
const key = (kind, code) => `batna.${kind}.${plainCode(code)}`;
export const remembered = (kind, code) => localStorage.getItem(key(kind, code));
export const remember = (kind, code, token) => localStorage.setItem(key(kind, code), token);
export const forget = (kind, code) => localStorage.removeItem(key(kind, code));

// Whether others in the network reach an address: not where it means the machine itself.
export const withinReach = (address) => !/^(localhost|127\.[\d.]+|\[::1\])$/.test(new URL(address).hostname);
