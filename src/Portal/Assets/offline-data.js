// What the offline verifier keeps on the device: keys, status lists, and in a shift its trips, which are stored as
// ciphertext under a key that cannot be taken off the device and go with the shift or the session (decisions 10).
import { decode, open } from "./offline-verdict.js";

const STATEMENTS = { list: "statuslist+jwt", trips: "enforcement-snapshot+jwt", trust: "trust-list+jwt" };
const seconds = text => Math.floor(Date.parse(text) / 1000);

function database() {
  return new Promise((done, failed) => {
    const asked = indexedDB.open("verify", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore("kept");
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => failed(asked.error);
  });
}

async function kept(mode, work) {
  const db = await database();
  return new Promise((done, failed) => {
    const request = work(db.transaction("kept", mode).objectStore("kept"));
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });
}

export const read = name => kept("readonly", store => store.get(name));
export const write = (name, value) => kept("readwrite", store => store.put(value, name));
const drop = name => kept("readwrite", store => store.delete(name));

async function sealingKey() {
  let key = await read("key");
  if (!key) await write("key", key = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]));
  return key;
}

async function seal(value) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const plain = new TextEncoder().encode(JSON.stringify(value));
  return { iv, bytes: await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await sealingKey(), plain) };
}

async function unseal({ iv, bytes }) {
  return JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt({ name: "AES-GCM", iv }, await sealingKey(), bytes)));
}

async function inflate(bytes) {
  return new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"))).arrayBuffer());
}

async function fetchText(path) {
  const answer = await fetch(path, { cache: "no-store", redirect: "manual", signal: AbortSignal.timeout(15_000) });
  if (answer.status >= 500) throw new Error(path + " is away"); // As without a network: what was kept stays.
  return answer.ok ? answer.text() : null;
}

async function fetchLists(jwks) {
  const lists = [];
  for (let number = 0; ; number++) {
    const text = await fetchText("/status-list/" + number);
    const list = text && await open(text, jwks, STATEMENTS.list);
    if (!list) return lists;
    lists.push({ number, asOf: list.iat, until: list.exp, bits: await inflate(decode(list.status_list.lst)) });
  }
}

/** The trips of the shift and the other provinces' keys; null: nobody is signed in here, or no shift is open. */
async function fetchShift(jwks) {
  const text = await fetchText("/road/snapshot");
  const both = text && JSON.parse(text);
  const trips = both?.snapshot && await open(both.snapshot, jwks, STATEMENTS.trips);
  if (!trips) return null;
  const trust = both.trust && await open(both.trust, jwks, STATEMENTS.trust);
  return {
    snapshot: {
      key: trips.key, asOf: seconds(trips.issuedAt), until: seconds(trips.expiresAt),
      trips: trips.trips.map(trip => ({ ...trip, from: seconds(trip.from), until: seconds(trip.until) })),
    },
    trust: trust && { asOf: seconds(trust.issuedAt), until: seconds(trust.nextUpdate), issuers: trust.issuers },
  };
}

/** Fetches everything anew; throws where there is no network, and then nothing of what was kept has changed. */
export async function update() {
  const now = JSON.parse(await fetchText("/verify/now")), device = Date.now();
  const { keys } = JSON.parse(await fetchText("/.well-known/jwks.json"));
  const lists = await fetchLists(keys), shift = await fetchShift(keys);
  if (shift) await write("shift", await seal(shift));
  else await drop("shift");
  await write("public", { jwks: keys, lists, fetchedAt: now.law, law: now.law, machine: now.machine, device });
  await write("seen", device);
}

/** What is on the device, and what time it is by it; null: nothing was fetched yet. */
export async function load() {
  const data = await read("public"), sealed = await read("shift");
  if (!data) return null;
  const shift = sealed ? await unseal(sealed).catch(() => null) : null;
  const since = Math.floor((Date.now() - data.device) / 1000), seen = await read("seen") ?? data.device;
  const clock = { law: data.law + since, machine: data.machine + since, wentBack: Date.now() < seen - 60_000 };
  if (!clock.wentBack) await write("seen", Date.now());
  if (shift && clock.law >= shift.snapshot.until) await drop("shift");
  return { clock, data: { ...data, snapshot: shift?.snapshot ?? null, trust: shift?.trust ?? null } };
}
