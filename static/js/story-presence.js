// Who else reads here: one sentence above the margin, and initials beside the map, each at the
// paragraph where that person is. Nothing is announced and nothing else moves.
customElements.define("story-presence", class extends HTMLElement {
  static heard = ["live:presence", "live:gone", "claims:changed", "story:laid"];
  static named = 3;
  static apart = 24;

  connectedCallback() {
    this.people = [];
    for (const type of this.constructor.heard) document.addEventListener(type, this);
    this.sizes = new ResizeObserver(() => this.soon());
    if (this.story) this.sizes.observe(this.story);
  }
  disconnectedCallback() {
    for (const type of this.constructor.heard) document.removeEventListener(type, this);
    this.sizes.disconnect();
  }
  handleEvent({ type, detail }) {
    if (type === "live:presence") this.tell(detail.people, detail.more);
    else if (type === "live:gone") this.tell([], 0);
    this.soon();
  }
  // The map comes after the words and their cards.
  soon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.place(), 100);
  }

  get story() { return document.querySelector(".story .body"); }
  get map() { return document.querySelector(".map"); }

  tell(people, more) {
    this.people = people;
    this.hidden = !people.length;
    this.querySelector(".people").replaceChildren(...people.slice(0, this.constructor.named).map(each => this.avatar(each)));
    this.querySelector(".words").replaceChildren(...this.sentence(people, more));
    this.title = people.map(each => each.name).join(", ");
  }
  sentence(people, more) {
    const { named } = this.constructor, others = Math.max(0, people.length - named) + more;
    const names = people.slice(0, named).map(each => this.called(each, people));
    if (others) names.push(others === 1 ? "one other" : `${others} others`);
    const joints = names.map((_, at) => !at ? "" : at === names.length - 1 ? " and " : ", ");
    return [...names.flatMap((name, at) => [joints[at], name]), names.length > 1 ? " are reading" : " is reading"];
  }
  // By the first name, where no other has it too.
  called({ name }, people) {
    const first = name.split(/\s/)[0], words = document.createElement("bdi");
    words.textContent = people.filter(each => each.name.split(/\s/)[0] === first).length > 1 ? name : first;
    return words;
  }
  avatar({ name, initials, uuid }) {
    const sign = document.createElement("span");
    sign.className = "avatar";
    // The hue that the person has on cards.
    sign.dataset.hue = "abcd"[parseInt(uuid.at(-1), 16) % 4];
    sign.title = name;
    sign.textContent = initials;
    return sign;
  }

  place() {
    const { map, story } = this;
    if (!map || !story) return;
    if (!map.querySelector(".readers")) map.append(Object.assign(document.createElement("div"), { className: "readers", ariaHidden: "true" }));
    const { top, height } = story.getBoundingClientRect(), scale = map.offsetHeight / height;
    const at = ({ place }) => Math.max(0, ((story.querySelector(`[data-start="${place}"]`)?.getBoundingClientRect().top ?? top) - top) * scale);
    let least = 0;
    const signs = this.people.map(each => [at(each), this.avatar(each)]).sort(([one], [other]) => one - other);
    for (const [wanted, sign] of signs) {
      const y = Math.max(wanted, least);
      sign.style.setProperty("--y", `${Math.round(y)}px`);
      least = y + this.constructor.apart;
    }
    map.querySelector(".readers").replaceChildren(...signs.map(([, sign]) => sign));
  }
});
