// In the review, a key presses the button that bears it; the page says which (data-key).
export function listen(page) {
  const buttons = new Map();
  for (const button of page.querySelectorAll("[data-key]")) buttons.set(button.dataset.key, button);
  if (!buttons.size) return;
  page.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    const target = event.target;
    if (target.closest("input, select, textarea")) {
      if (event.key === "Escape") target.blur();
      return;
    }
    // Space and Enter on a focused button or link are the browser's own.
    if (event.key === " " && target.closest("button, summary, a")) return;
    const button = buttons.get(event.key);
    if (!button) return;
    event.preventDefault();
    const opened = button.closest("details");
    if (button.control) {
      opened.open = true;
      button.control.focus();
      return;
    }
    button.click();
    if (opened && opened.open) opened.querySelector("select, input:not([type=hidden])").focus();
  });
}
