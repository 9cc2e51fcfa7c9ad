// A message box: grows with its text, sends on Enter, completes @names and /career.
import { avatar, h } from "./dom.js";

export class Composer {
  constructor(form, field, list, mentionable, send) {
    Object.assign(this, { form, field, list, mentionable, send, picked: 0, found: [] });
    form.addEventListener("submit", (event) => { event.preventDefault(); this.submit(); });
    field.addEventListener("input", () => this.look());
    field.addEventListener("blur", () => setTimeout(() => this.hide(), 150));
    field.addEventListener("keydown", (event) => this.key(event));
  }

  set placeholder(text) {
    this.field.placeholder = text;
    this.field.setAttribute("aria-label", text);
  }

  put(text) {
    this.field.value = text;
    this.field.focus();
    this.look();
    this.hide();
  }

  async submit() {
    const text = this.field.value.trim();
    if (!text) return;
    this.put("");
    const answer = await this.send(text);
    if (!answer.ok && !this.field.value) this.put(text);
  }

  key(event) {
    const open = this.found.length > 0;
    if (open && (event.key === "Tab" || event.key === "Enter")) { event.preventDefault(); this.take(this.found[this.picked]); }
    else if (open && event.key === "Escape") this.hide();
    else if (open && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      this.picked = (this.picked + (event.key === "ArrowDown" ? 1 : this.found.length - 1)) % this.found.length;
      this.show();
    } else if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); this.submit(); }
  }

  // What could complete the word under the cursor.
  look() {
    this.field.style.height = "auto";
    this.field.style.height = `${this.field.scrollHeight}px`;
    const before = this.field.value.slice(0, this.field.selectionStart);
    const name = before.match(/(?:^|\s)@(\w*)$/), command = before.match(/^\/(\w*)$/);
    this.found = [];
    this.picked = 0;
    if (name) {
      const fits = (one) => one.real_name.toLowerCase().split(" ").some((word) => word.startsWith(name[1].toLowerCase()));
      this.found = this.mentionable().filter(fits).map((one) => ({ text: `@${one.real_name} `, drop: name[1].length + 1, label: one.real_name, face: one, more: one.profile?.title }));
    } else if (command && "career".startsWith(command[1]) && command[1] !== "career") {
      this.found = [{ text: "/career ", drop: command[0].length, label: "/career", more: "a role, a topic, or any question" }];
    }
    this.show();
  }

  take(choice) {
    const at = this.field.selectionStart, value = this.field.value;
    this.field.value = value.slice(0, at - choice.drop) + choice.text + value.slice(at);
    this.hide();
    this.field.focus();
  }

  show() {
    if (!this.list) { this.found = []; return; }
    this.list.hidden = this.found.length === 0;
    this.list.replaceChildren(...this.found.map((choice, index) => h("li", {}, h("button", {
      type: "button", class: index === this.picked ? "picked" : "", onclick: () => this.take(choice),
    }, choice.face && avatar(choice.face), h("b", {}, choice.label), h("small", {}, choice.more ?? "")))));
  }

  hide() {
    this.found = [];
    if (this.list) this.list.hidden = true;
  }
}
