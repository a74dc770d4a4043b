// The page of the offline verifier: the camera or a typed code comes in, a verdict goes out; what could not be
// determined is checked again by itself when there is a network.
import { isPlate, judge } from "./offline-verdict.js";
import { load, read, update, write } from "./offline-data.js";

const at = id => document.getElementById(id);
const words = new Map([...at("words").children].map(word => [word.dataset.k, word.textContent]));
const say = name => words.get(name) ?? name;
const clockText = instant => instant ? new Date(instant * 1000).toLocaleString(document.documentElement.lang,
  { timeZone: "Asia/Shanghai", month: "long", day: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23" }) : "—";
const OLD = 2 * 3_600; // Seconds after which what was fetched is marked as old.
const ageText = seconds => say("ago").replace("{h}", Math.floor(seconds / 3_600)).replace("{m}", Math.floor(seconds / 60) % 60);
const SIGNS = { valid: ["good", "✓"], notReceived: ["carey", "!"], notStarted: ["carey", "!"], expired: ["bad", "✕"], revoked: ["bad", "✕"] };

function fact(look, sign, text) {
  const line = document.createElement("li"), mark = document.createElement("b"), words = document.createElement("span");
  line.className = look;
  [mark.textContent, words.textContent] = [sign, text];
  mark.setAttribute("aria-hidden", "true");
  line.append(mark, words);
  return line;
}

function show(verdict, shift) {
  const [look, sign] = SIGNS[verdict.result] ?? ["ask", "?"];
  at("result").className = "result " + look;
  at("sign").textContent = sign;
  at("word").textContent = say(verdict.result);
  at("meaning").textContent = say(verdict.why ? "why." + verdict.why : "means." + verdict.result);
  at("kind").textContent = verdict.kind ? say("kind." + verdict.kind) : "";
  const lines = [];
  if (verdict.signed) lines.push(fact("good", "✓", say("signed")));
  if (verdict.asOf) lines.push(fact("ask", "i", `${say("asOf")} ${clockText(verdict.asOf)}`));
  if (verdict.until) lines.push(fact("ask", "i", `${say("until")} ${clockText(verdict.until)}`));
  if (verdict.from) lines.push(fact("carey", "!", `${say("from")} ${clockText(verdict.from)}`));
  if (verdict.plate) lines.push(fact("carey", "!", `${say("comparePlate")} ${verdict.plate}`));
  at("facts").replaceChildren(...lines);
  at("plate").hidden = !verdict.trip;
  at("plate").reset(); // What was typed is another vehicle's.
  at("plate").onsubmit = async event => {
    event.preventDefault();
    const typed = at("typedPlate").value.toUpperCase().replace(/[^\p{L}\p{N}]/gu, "");
    const same = await isPlate(typed, verdict.trip, shift);
    at("facts").append(fact(same ? "good" : "bad", same ? "✓" : "✕", `${typed} ${say(same ? "samePlate" : "otherPlate")}`));
  };
  at("result").hidden = false;
  at("word").focus();
}

async function check(text) {
  const known = await load();
  if (!known) return show({ result: "unknown", why: "nothingFetched" });
  const verdict = await judge(text, known.data, known.clock);
  show(verdict, known.data.snapshot);
  if (verdict.result === "unknown" && verdict.kind) await queue(text.slice(text.lastIndexOf("/") + 1));
}

async function queue(token) {
  const waiting = new Set(await read("queue") ?? []);
  waiting.add(token);
  await write("queue", [...waiting].slice(-50));
  await status();
}

/** Checks again what could not be determined. */
async function recheck() {
  const left = [];
  for (const token of await read("queue") ?? []) {
    try {
      const answer = await fetch("/api/v1/verify/" + encodeURIComponent(token), { cache: "no-store" });
      if (!answer.ok) { left.push(token); continue; }
      const line = document.createElement("li"), link = document.createElement("a");
      link.href = "/v/" + token;
      link.textContent = say((await answer.json()).result);
      line.append(link);
      at("rechecked").append(line);
    } catch {
      left.push(token);
    }
  }
  await write("queue", left);
  at("again").hidden = !at("rechecked").childElementCount;
}

async function status() {
  const known = await load(), waiting = (await read("queue") ?? []).length;
  const age = known ? Math.max(0, known.clock.law - known.data.fetchedAt) : 0;
  at("age").textContent = known
    ? `${say("asOf")} ${clockText(known.data.fetchedAt)} · ${ageText(age)}` : say("why.nothingFetched");
  at("age").parentElement.classList.toggle("old", age >= OLD);
  at("counts").textContent = known
    ? `${say("keys")} ${known.data.jwks.length} · ${say("lists")} ${known.data.lists.length} · ${say("trips")} ${known.data.snapshot?.trips.length ?? "—"}` : "";
  at("waiting").textContent = waiting ? `${say("waiting")} ${waiting}` : "";
  at("signal").hidden = navigator.onLine;
}

async function refresh() {
  try {
    await update();
    await recheck();
  } catch {
    // No network: what was fetched before stays.
  }
  await status();
}

let camera = null;
async function scan() {
  const video = at("camera"), page = at("scan");
  try {
    camera = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment", width: { ideal: 1280 } } });
  } catch {
    at("noCamera").hidden = false;
    return;
  }
  video.srcObject = camera;
  video.hidden = false;
  await video.play();
  const read = await reader(page.dataset), canvas = new OffscreenCanvas(1, 1), pen = canvas.getContext("2d", { willReadFrequently: true });
  while (camera) {
    const side = Math.min(1, 960 / Math.max(video.videoWidth, 1));
    [canvas.width, canvas.height] = [Math.max(1, video.videoWidth * side | 0), Math.max(1, video.videoHeight * side | 0)];
    pen.drawImage(video, 0, 0, canvas.width, canvas.height);
    const text = await read(pen.getImageData(0, 0, canvas.width, canvas.height), canvas);
    if (text) {
      stop();
      await check(text);
    }
    await new Promise(next => setTimeout(next, 120));
  }
}

function stop() {
  camera?.getTracks().forEach(track => track.stop());
  camera = null;
  at("camera").hidden = true;
}

/** The browser's own reader where it knows QR codes, else the library's in a worker. */
async function reader(files) {
  if ("BarcodeDetector" in window && (await BarcodeDetector.getSupportedFormats()).includes("qr_code")) {
    const detector = new BarcodeDetector({ formats: ["qr_code"] });
    return async (_, canvas) => (await detector.detect(canvas))[0]?.rawValue ?? null;
  }
  const worker = new Worker(files.worker);
  worker.postMessage({ library: files.library, wasm: files.wasm });
  return picture => new Promise(done => {
    worker.onmessage = ({ data }) => done(data.text);
    worker.postMessage({ picture });
  });
}

at("scan").onclick = () => camera ? stop() : scan();
at("typed").onsubmit = event => {
  event.preventDefault();
  stop();
  check(at("code").value);
};
at("refresh").onclick = refresh;
addEventListener("online", refresh);
addEventListener("offline", status);
setInterval(status, 60_000);
if (navigator.serviceWorker) navigator.serviceWorker.register("/verify/worker.js", { scope: "/verify/" });
document.body.dataset.ready = "";
refresh();
