// The selected words, each to be tapped if it shows confidence. Neighbours that are pressed are one
// cue; what is suggested may also be words just around the selection.
customElements.define("cue-words", class extends HTMLElement {
  connectedCallback() {
    this.form = this.closest("form");
    for (const type of ["words", "cues", "filled"]) this.form.addEventListener(type, this);
    this.addEventListener("click", this);
  }
  handleEvent({ type, detail, target }) {
    if (type === "words") this.show(detail);
    else if (type === "cues") this.suggest(detail);
    else if (type === "filled") this.kept = detail.filter(([name]) => name === "cue").map(([, cue]) => cue);
    else if (target.closest("button")) this.toggle(target.closest("button"));
  }
  get place() { return this.querySelector(".quote"); }

  show(quote) {
    const buttons = quote.split(/(\s+)/).filter(Boolean).map(part => part.trim() ? this.button(part) : " ");
    this.place.replaceChildren(...buttons);
    for (const field of this.querySelectorAll("input")) field.remove();
    this.around = [];
    if (this.kept?.length) this.suggest(this.kept);
    this.kept = undefined;
  }
  button(word) {
    const button = document.createElement("button");
    Object.assign(button, { type: "button", textContent: word });
    button.setAttribute("aria-pressed", "false");
    return button;
  }
  suggest(cues) {
    const buttons = [...this.place.querySelectorAll("button")];
    const bare = word => word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "").toLowerCase();
    const words = buttons.map(button => bare(button.textContent));
    this.around = [];
    for (const cue of cues) {
      const parts = cue.split(/\s+/).map(bare);
      const at = words.findIndex((_, start) => parts.every((part, step) => words[start + step] === part));
      if (at < 0) this.around.push(cue);
      else for (const button of buttons.slice(at, at + parts.length)) button.setAttribute("aria-pressed", "true");
    }
    this.write();
  }
  toggle(button) {
    button.setAttribute("aria-pressed", button.getAttribute("aria-pressed") !== "true");
    this.write();
    this.dispatchEvent(new Event("input", { bubbles: true }));
  }
  write() {
    const cues = [];
    let joined = false;
    for (const button of this.place.querySelectorAll("button")) {
      const pressed = button.getAttribute("aria-pressed") === "true";
      if (pressed && joined) cues.push(`${cues.pop()} ${button.textContent}`);
      else if (pressed) cues.push(button.textContent);
      joined = pressed;
    }
    const bare = cues.map(words => words.replace(/^[“”"‘«]+|[“”"»,.;:]+$/g, ""));
    const chosen = [...bare, ...this.around];
    for (const field of this.querySelectorAll("input")) field.remove();
    // An empty one says that none was chosen.
    for (const value of chosen.length ? chosen : [""])
      this.append(Object.assign(document.createElement("input"), { type: "hidden", name: "cue", value }));
  }
});
