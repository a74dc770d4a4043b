// Fetches the next code shortly before this one changes. Without an answer the digits go, and the code as on paper stays,
// marked as saved: an old digit is never shown.
const qr = document.getElementById("qr"), modules = document.getElementById("modules");
const digits = document.getElementById("digits"), left = document.getElementById("left"), lost = document.getElementById("lost");
let until = Date.now() + qr.dataset.seconds * 1000;

function draw(side, path) {
  qr.setAttribute("viewBox", `0 0 ${side} ${side}`);
  modules.setAttribute("d", path);
}

function show(proof) {
  draw(proof.side, proof.path);
  digits.firstElementChild.textContent = proof.code.slice(0, 3);
  digits.lastElementChild.textContent = proof.code.slice(3);
  until = Date.now() + proof.seconds * 1000;
  digits.hidden = left.hidden = false;
  lost.hidden = true;
}

function save() {
  digits.hidden = left.hidden = true;
  lost.hidden = false;
  if (qr.dataset.saved) draw(qr.dataset.savedSide, qr.dataset.saved);
}

async function next() {
  try {
    const answer = await fetch(qr.dataset.proof, { cache: "no-store", signal: AbortSignal.timeout(5000) });
    if (!answer.ok) return location.reload(); // Ended, cancelled or signed out: the page says so.
    show(await answer.json());
  } catch {
    if (Date.now() >= until) save();
  }
}

let asking = false;
setInterval(async () => {
  const seconds = Math.ceil((until - Date.now()) / 1000);
  left.textContent = left.textContent.replace(/\d+/, Math.max(0, seconds));
  if (seconds <= 0 && !digits.hidden) save();
  if (seconds > 0 || asking) return;
  asking = true;
  await next();
  asking = false;
}, 500);

if (navigator.wakeLock) navigator.wakeLock.request("screen").catch(() => {});
