// Claims on this device: drafts, and those on their way. They outlive reloads, signing out and a
// dead network. Each bears its own name, so that one which is sent again is written once.
customElements.define("claim-outbox", class extends HTMLElement {
  connectedCallback() {
    for (const type of ["claim:draft", "claim:save"]) document.addEventListener(type, this);
    for (const type of ["click", "htmx:afterRequest"]) this.addEventListener(type, this);
    addEventListener("online", this);
    this.list();
    // htmx has to know the page first.
    if (document.readyState === "complete") setTimeout(() => this.begin(), 100);
    else addEventListener("load", () => this.begin(), { once: true });
  }
  begin() {
    this.next();
    for (const left of this.entries.filter(each => each.open).slice(-1)) this.tell("resume", left);
  }
  disconnectedCallback() {
    for (const type of ["claim:draft", "claim:save"]) document.removeEventListener(type, this);
    removeEventListener("online", this);
    clearTimeout(this.later);
  }
  get place() {
    const { me, story, project } = document.querySelector("main.reader").dataset;
    return `claims:${me}:${story}:${project}`;
  }
  get entries() { try { return JSON.parse(localStorage.getItem(this.place)) ?? []; } catch { return this.memory ?? []; } }
  set entries(entries) {
    this.memory = entries;
    try { entries.length ? localStorage.setItem(this.place, JSON.stringify(entries)) : localStorage.removeItem(this.place); } catch { /* kept as long as the page is open */ }
    this.list();
  }
  handleEvent({ type, detail, target }) {
    if (type === "claim:draft") this.put({ ...detail, state: "draft" });
    else if (type === "claim:save") this.send({ ...detail, state: "waiting" });
    else if (type === "online") this.next();
    else if (type === "click") this.press(target);
    else if (target === this.querySelector("form")) this.answered(detail.xhr);
  }
  put(entry) {
    this.entries = [...this.entries.filter(each => each.key !== entry.key), entry];
    return entry;
  }
  drop(key) { this.entries = this.entries.filter(each => each.key !== key); }
  tell(what, detail) { document.dispatchEvent(new CustomEvent(`claim:${what}`, { detail })); }

  send(entry) {
    this.put(entry);
    this.announce("Saving");
    this.tell("sending", entry);
    this.next();
  }
  next() {
    clearTimeout(this.later);
    const entry = !this.current && this.entries.find(each => each.state === "waiting");
    if (!entry) return;
    this.current = entry;
    const form = this.querySelector("form");
    form.replaceChildren(...entry.fields.map(([name, value]) => Object.assign(document.createElement("input"), { type: "hidden", name, value })));
    htmx.trigger(form, "send");
  }
  answered({ status }) {
    const entry = this.current;
    this.current = undefined;
    if (status >= 200 && status < 300) this.saved(entry);
    else if (status === 422 || status === 404) this.refused(entry, status);
    else this.wait(entry, status);
  }
  saved(entry) {
    this.drop(entry.key);
    this.say("");
    this.announce("Saved");
    this.tell("saved", entry);
    this.next();
  }
  // The words stay; the form opens again with what is wrong, unless another one is open.
  refused(entry, status) {
    const told = [...this.querySelectorAll("[data-answer] [data-field]")];
    const troubles = told.map(each => ({ field: each.dataset.field, words: each.textContent }));
    if (status === 404) troubles.push({ field: "__all__", words: "The story or the project is not there any more. Copy what you need." });
    const kept = this.put({ ...entry, troubles, state: "refused" });
    this.tell("refused", kept);
    if (document.querySelector("claim-composer").hidden) this.tell("resume", kept);
    this.next();
  }
  wait(entry, status) {
    this.tell("kept", entry);
    if (status === 401 || status === 403) return this.say(this.dataset.signedOut);
    this.say(this.dataset.offline);
    this.later = setTimeout(() => this.next(), 15_000);
  }
  announce(words) { this.querySelector("[data-live]").textContent = words; }
  say(words) {
    this.querySelector("[data-state]").hidden = !words;
    this.querySelector("[data-state] span").textContent = words;
  }

  list() {
    const open = this.entries.filter(each => each.state !== "waiting" && !each.open);
    this.querySelector("[data-kept]").hidden = !open.length;
    this.querySelector("[data-kept]").replaceChildren(...open.map(entry => this.row(entry)));
  }
  row({ key, state, quote }) {
    const row = this.querySelector("template").content.firstElementChild.cloneNode(true);
    row.dataset.key = key;
    row.querySelector("[data-kind-of]").textContent = state === "refused" ? "Not saved" : "Draft";
    row.querySelector("q").textContent = quote.length > 60 ? `${quote.slice(0, 59)}…` : quote;
    return row;
  }
  press(target) {
    const key = target.closest("[data-key]")?.dataset.key, entry = this.entries.find(each => each.key === key);
    if (target.closest("[data-discard]")) return this.drop(key);
    if (target.closest("[data-resume]")) this.put({ ...entry, open: true });
    if (target.closest("[data-resume]")) this.tell("resume", entry);
  }
  // A claim is promised its name before it is sent.
  name() {
    const hex = [...crypto.getRandomValues(new Uint8Array(16))].map(byte => byte.toString(16).padStart(2, "0")).join("");
    return hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, "$1-$2-4$3-8$4-$5");
  }
});
