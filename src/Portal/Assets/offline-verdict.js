// What a scanned code is worth without a network (decisions 10): a pure function of the code, of what was fetched before
// and of the clock. It never says valid for what it cannot determine, and says as of when it knows.

const DAY = 86_400;

/** Base64url as bytes; null: it is none. */
export function decode(text) {
  if (!/^[A-Za-z0-9_-]*$/.test(text)) return null;
  const padded = text.replaceAll("-", "+").replaceAll("_", "/");
  try {
    return Uint8Array.from(atob(padded), letter => letter.charCodeAt(0));
  } catch {
    return null;
  }
}

function parse(part) {
  const bytes = decode(part);
  if (!bytes) return null;
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return null;
  }
}

/** Checks a compact JWS with ES256 by the keys of a JWKS; null: it is none, or not signed by one of them. */
export async function open(text, jwks, type) {
  const parts = text.split(".");
  if (parts.length !== 3) return null;
  const header = parse(parts[0]), signature = decode(parts[2]);
  if (header?.alg !== "ES256" || header.typ !== type || signature?.length !== 64) return null;
  const jwk = jwks.find(key => key.kid === header.kid);
  if (!jwk) return null;
  const key = await crypto.subtle.importKey("jwk", { kty: "EC", crv: "P-256", x: jwk.x, y: jwk.y },
    { name: "ECDSA", namedCurve: "P-256" }, false, ["verify"]);
  const signed = new TextEncoder().encode(`${parts[0]}.${parts[1]}`);
  return await crypto.subtle.verify({ name: "ECDSA", hash: "SHA-256" }, key, signature, signed) ? parse(parts[1]) : null;
}

/** The bit at a place: 1 when the document was taken back; null: there is no list that knows it. */
function statusAt(place, lists) {
  const list = lists.find(one => one.number === Math.floor(place / 2 ** 20));
  const at = place % 2 ** 20;
  return list && list.bits.length > at >> 3 ? { set: (list.bits[at >> 3] >> (at & 7)) & 1, asOf: list.asOf, until: list.until } : null;
}

const unknown = (why, more = {}) => ({ result: "unknown", why, ...more });

/**
 * The verdict: { result, why, asOf, kind, until, plate, facts }. Results are those of the registry; "valid" is always
 * "valid offline, as of".
 * @param {string} scanned text of the code: an address with the token at its end, or the token
 * @param {object} data { jwks, lists: [{ number, bits, asOf, until }], trust, snapshot, fetchedAt }
 * @param {object} clock { law, machine, wentBack }: seconds; the law's clock, and the one that screens follow
 */
export async function judge(scanned, data, clock) {
  const text = scanned.trim().slice(scanned.trim().lastIndexOf("/") + 1);
  const parts = text.split(".");
  const header = parts.length === 3 ? parse(parts[0]) : null, claims = header && parse(parts[1]);
  if (!header || !claims || typeof claims.sub !== "string" || !Number.isInteger(claims.exp)) return unknown("notOurs");
  const kind = claims.sub[0], issuer = data.trust?.issuers.find(one => one.province === claims.iss);
  const theirs = issuer?.jwks ?? [];
  if (![...data.jwks, ...theirs].some(key => key.kid === header.kid)) return unknown("unknownKey", { kind });
  const own = await open(text, data.jwks, undefined) !== null; // Names of keys may be the same in two provinces.
  if (!own && !await open(text, theirs, undefined)) return unknown("badSignature", { kind });
  const facts = { kind, until: claims.exp, signed: true };
  if (clock.wentBack) return unknown("clockWentBack", facts);
  if (!data.fetchedAt || clock.law - data.fetchedAt > DAY) return unknown("tooOld", facts);
  const screen = Number.isInteger(claims.d);
  if (screen && clock.machine >= claims.exp) return unknown("oldScreenshot", facts);
  if (!screen && clock.law >= claims.exp) return { result: "expired", ...facts };
  if (!screen && Number.isInteger(claims.n) && clock.law < claims.exp - claims.n * 60)
    return { result: "notStarted", from: claims.exp - claims.n * 60, ...facts };
  return own ? ofOurs(claims, data, clock, facts) : ofOthers(claims, issuer, data, clock, facts);
}

function ofOurs(claims, data, clock, facts) {
  if (!Number.isInteger(claims.i)) return unknown("noPlace", facts);
  const status = statusAt(claims.i, data.lists);
  if (!status || clock.law >= status.until) return unknown("noList", facts);
  if (status.set) return { result: "revoked", asOf: status.asOf, ...facts };
  if (facts.kind !== "T") return { result: "valid", asOf: status.asOf, ...facts };
  const trip = data.snapshot?.trips.find(one => claims.sub === one.id || claims.sub.startsWith(one.id + "."));
  if (!trip || clock.law >= data.snapshot.until) return unknown("notInSnapshot", facts);
  const times = { ...facts, asOf: data.snapshot.asOf, until: trip.until, trip };
  if (clock.law < trip.from) return { result: "notStarted", from: trip.from, ...times };
  if (clock.law >= trip.until) return { result: "expired", ...times };
  return { result: trip.received > 0 ? "valid" : "notReceived", ...times };
}

function ofOthers(claims, issuer, data, clock, facts) {
  if (facts.kind !== "T") return unknown("unknownIssuer", facts);
  if (clock.law >= data.trust.until) return unknown("trustListStale", facts);
  if ((issuer.revokedDocuments ?? []).some(one => one === claims.sub)) return { result: "revoked", asOf: data.trust.asOf, ...facts };
  if (!claims.p) return unknown("plateMissing", facts);
  return { result: "valid", asOf: data.trust.asOf, plate: claims.p, ...facts };
}

/** Whether a plate that stands there is the one of a trip: the snapshot has it only as an HMAC. */
export async function isPlate(plate, trip, snapshot) {
  const key = await crypto.subtle.importKey("raw", decode(snapshot.key), { name: "HMAC", hash: "SHA-256" }, false, ["verify"]);
  return crypto.subtle.verify("HMAC", key, decode(trip.plate), new TextEncoder().encode(plate));
}
