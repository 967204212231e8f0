// What the pages gain from script; all of them work without it.
import { listen } from "./review.js";
import { pair } from "./reader.js";

for (const reader of document.querySelectorAll(".reader")) pair(reader);

// A link into the chronology opens the evidence of the line it leads to.
function open() {
  const id = decodeURIComponent(location.hash.slice(1));
  const target = id && document.getElementById(id);
  const proof = target && target.querySelector(":scope details.proof");
  if (proof) proof.open = true;
}
addEventListener("hashchange", open);
open();

// The slider of a period tells its year while it moves, and asks for the page when let go.
for (const input of document.querySelectorAll(".period input[type=range]")) {
  const shown = input.closest("label").querySelector("output");
  input.addEventListener("input", () => { shown.textContent = input.value; });
  input.addEventListener("change", () => input.form.requestSubmit());
}

listen(document);
