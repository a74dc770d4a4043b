// Says of a chosen file at once what the registry would say after it was sent: that it is too large, or of another kind.
// Without this script the registry says it. Nothing is judged here that the registry does not judge as well.
{
  const english = document.documentElement.lang === "en", MB = 1_048_576;
  const say = (zh, en) => english ? en : zh;
  const size = bytes => (bytes / MB).toFixed(1);

  const isOfKind = (file, accept) => !accept || !file.type || accept.split(",").some(kind => kind.startsWith(".")
    ? file.name.toLowerCase().endsWith(kind) : kind === file.type);

  const faultOf = input => {
    let sum = 0;
    for (const file of input.files) {
      sum += file.size;
      if (file.size > input.dataset.max)
        return say(`${file.name} 有 ${size(file.size)} MB，最多 ${input.dataset.max / MB} MB，请换一个较小的文件。`,
          `${file.name} has ${size(file.size)} MB; at most ${input.dataset.max / MB} MB: choose a smaller one.`);
      if (!isOfKind(file, input.accept))
        return say(`${file.name} 的格式不对，请按上面写的格式另选一个。`,
          `${file.name} is of another kind: choose one of the kinds named above.`);
    }
    return sum > input.dataset.sum ? say(`一次选了 ${size(sum)} MB，最多 ${input.dataset.sum / MB} MB，请分几次上传。`,
      `${size(sum)} MB at once; at most ${input.dataset.sum / MB} MB: upload them in several turns.`) : "";
  };

  document.addEventListener("change", event => {
    const input = event.target;
    if (!input.dataset.max) return;
    const id = input.id + "-chosen", text = faultOf(input);
    let note = document.getElementById(id);
    if (!note) {
      note = document.createElement("span");
      note.id = id;
      note.setAttribute("role", "alert");
      input.before(note);
    }
    note.className = text ? "fault" : "";
    note.textContent = text;
    input.toggleAttribute("data-wrong", Boolean(text));
  });

  document.addEventListener("submit", event => {
    const wrong = event.target.querySelector("[data-wrong]");
    if (!wrong) return;
    event.preventDefault();
    wrong.focus();
    wrong.scrollIntoView({ block: "center" });
  });
}
