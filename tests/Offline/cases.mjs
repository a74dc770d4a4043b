// What the offline verifier decides, case by case, on keys and documents made here. Run by node, without a network.
import assert from "node:assert/strict";
import { createHmac, webcrypto } from "node:crypto";
import { readFile } from "node:fs/promises";

const source = await readFile(new URL("../../src/Portal/Assets/offline-verdict.js", import.meta.url));
const { judge, isPlate } = await import("data:text/javascript;base64," + source.toString("base64"));

const encode = bytes => Buffer.from(bytes).toString("base64url");
const pair = () => webcrypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, true, ["sign"]);
const keys = { own: await pair(), other: await pair(), stranger: await pair() };
const jwk = async (key, kid) => ({ ...await webcrypto.subtle.exportKey("jwk", key.publicKey), kid });

async function token(claims, { key = keys.own, kid = "7", header = { alg: "ES256", kid } } = {}) {
  const content = `${encode(JSON.stringify(header))}.${encode(JSON.stringify(claims))}`;
  const signature = await webcrypto.subtle.sign({ name: "ECDSA", hash: "SHA-256" }, key.privateKey, Buffer.from(content));
  return `${content}.${encode(new Uint8Array(signature))}`;
}

const now = 1_770_900_000, hour = 3_600;
const bits = new Uint8Array(2 ** 17);
bits[5 >> 3] |= 1 << (5 & 7);
const data = {
  jwks: [await jwk(keys.own, "7")], fetchedAt: now - hour,
  lists: [{ number: 0, bits, asOf: now - hour, until: now + 23 * hour }],
  trust: { asOf: now - hour, until: now + 10 * hour, issuers: [{ province: "50", jwks: [await jwk(keys.other, "c1")], revokedDocuments: ["T-TAKENBACK.1"] }] },
  snapshot: { asOf: now - hour, until: now + 7 * hour, key: encode("k".repeat(32)), trips: [
    { id: "T-RUNS", from: now - hour, until: now + hour, received: 1, plate: encode(createHmac("sha256", "k".repeat(32)).update("云A12345").digest()) },
    { id: "T-WAITS", from: now + hour, until: now + 2 * hour, received: 1, plate: "" },
    { id: "T-NOBODY", from: now - hour, until: now + hour, received: 0, plate: "" },
  ] },
};
const clock = { law: now, machine: now, wentBack: false };
const card = { iss: "53", sub: "Q-CARD.1", exp: now + 1_000 * hour, n: 600_000, i: 4 };
const trip = { iss: "53", sub: "T-RUNS.2", exp: now + hour, n: 120, i: 6 };
const chongqing = { iss: "50", sub: "T-FAR.1", exp: now + hour, n: 120, p: "渝A12345" };

const cases = [
  ["a card that was not taken back is valid as of the list", card, {}, "valid"],
  ["one that was taken back is revoked", { ...card, i: 5 }, {}, "revoked"],
  ["one without a place cannot be determined", (({ i, ...rest }) => rest)(card), {}, "unknown/noPlace"],
  ["one whose list was never fetched cannot be determined", { ...card, i: 2 ** 20 + 4 }, {}, "unknown/noList"],
  ["one past its end is expired", { ...card, exp: now }, {}, "expired"],
  ["one before its beginning is not started", { ...card, n: 1 }, {}, "notStarted"],
  ["data of more than a day determine nothing", card, { data: { fetchedAt: now - 25 * hour } }, "unknown/tooOld"],
  ["a clock that went back determines nothing", card, { clock: { wentBack: true } }, "unknown/clockWentBack"],
  ["a wrong signature is never valid", card, { sign: { key: keys.stranger } }, "unknown/badSignature"],
  ["an unknown key is never valid", card, { sign: { kid: "8" } }, "unknown/unknownKey"],
  ["an algorithm called none is never valid", card, { sign: { header: { alg: "none", kid: "7" } } }, "unknown/badSignature"],
  ["a statement is never taken for a document", card, { sign: { header: { alg: "ES256", kid: "7", typ: "statuslist+jwt" } } }, "unknown/badSignature"],
  ["a trip of the shift is valid in its time", trip, {}, "valid"],
  ["its screen as well, while it is fresh", { ...trip, exp: now + 30, n: undefined, d: 60 }, {}, "valid"],
  ["an old screenshot cannot be determined", { ...trip, exp: now, n: undefined, d: 60 }, {}, "unknown/oldScreenshot"],
  ["a trip that nobody received needs the paper plate", { ...trip, sub: "T-NOBODY.1" }, {}, "notReceived"],
  ["a trip of later is not started", { ...trip, sub: "T-WAITS.1" }, {}, "notStarted"],
  ["a trip that is not in the snapshot cannot be determined", { ...trip, sub: "T-ELSE.1" }, {}, "unknown/notInSnapshot"],
  ["without a snapshot no trip can", trip, { data: { snapshot: null } }, "unknown/notInSnapshot"],
  ["after the shift no trip can", trip, { data: { snapshot: { ...data.snapshot, until: now } } }, "unknown/notInSnapshot"],
  ["another province on the list is valid with its plate", chongqing, { sign: { key: keys.other, kid: "c1" } }, "valid"],
  ["without a plate it cannot be determined", { ...chongqing, p: undefined }, { sign: { key: keys.other, kid: "c1" } }, "unknown/plateMissing"],
  ["what it took back is revoked", { ...chongqing, sub: "T-TAKENBACK.1" }, { sign: { key: keys.other, kid: "c1" } }, "revoked"],
  ["a stale trust list determines nothing", chongqing, { sign: { key: keys.other, kid: "c1" }, data: { trust: { ...data.trust, until: now } } }, "unknown/trustListStale"],
  ["another province can vouch for no practitioner", { ...card, iss: "50" }, { sign: { key: keys.other, kid: "c1" } }, "unknown/unknownIssuer"],
  ["a province that is not on the list is unknown", { ...chongqing, iss: "51" }, { sign: { key: keys.other, kid: "c1" } }, "unknown/unknownKey"],
  ["a key of another province makes no document of ours", trip, { sign: { key: keys.other, kid: "7" } }, "unknown/badSignature"],
];
for (const [name, claims, with_, expected] of cases) {
  const text = await token(claims, with_.sign);
  const verdict = await judge("https://example/v/" + text, { ...data, ...with_.data }, { ...clock, ...with_.clock });
  assert.equal(verdict.why ? `${verdict.result}/${verdict.why}` : verdict.result, expected, name);
}
const good = await token(card);
for (const [name, text] of [["nothing", ""], ["words", "https://example.com"], ["two parts", "a.b"], ["half", good.slice(0, 40)],
  ["a changed letter", good.replace(/^(.{30})./, "$1%")], ["no JSON", "e30.AAAA." + "A".repeat(86)]])
  assert.equal((await judge(text, data, clock)).result, "unknown", name);
assert.equal(await isPlate("云A12345", data.snapshot.trips[0], data.snapshot), true);
assert.equal(await isPlate("云A12346", data.snapshot.trips[0], data.snapshot), false);
console.log(`${cases.length} cases`);
