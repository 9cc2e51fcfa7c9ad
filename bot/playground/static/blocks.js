// Block Kit of the safe base. `place` says what pressing and asking do: {press, suggest, state, confirm}.
import { h } from "./dom.js";
import { emoji, mention, plain, textObject } from "./mrkdwn.js";

export function drawBlocks(blocks, world, place) {
  return (blocks ?? []).map((block) => {
    const draw = DRAW[block.type] ?? (() => h("p", { class: "warn" }, `A “${block.type}” block is not drawn here.`));
    const box = draw(block, world, place);
    box.classList.add("block");
    return box;
  });
}

const DRAW = {
  section(block, world, place) {
    const main = h("div", { class: "main" });
    if (block.text) main.append(textObject(block.text, world));
    if (block.fields) main.append(h("div", { class: "fields" }, block.fields.map((field) => textObject(field, world))));
    const side = block.accessory && h("div", { class: "accessory" }, element(block.accessory, block, world, place));
    return h("div", { class: "section" }, main, side);
  },
  header: (block) => h("h3", { class: "header" }, plain(block.text.text)),
  divider: () => h("hr"),
  context: (block, world) => h("div", { class: "context" }, block.elements.map((one) =>
    one.type === "image" ? h("img", { src: one.image_url, alt: one.alt_text }) : textObject(one, world))),
  actions: (block, world, place) => h("div", { class: "actions" }, block.elements.map((one) => element(one, block, world, place))),
  image(block) {
    const title = block.title && h("figcaption", {}, plain(block.title.text));
    return h("figure", {}, title, h("img", { class: "picture", src: block.image_url, alt: block.alt_text }));
  },
  rich_text: (block, world) => h("div", { class: "rich" }, block.elements.map((one) => rich(one, world))),
  input(block, world, place) {
    const wrong = place.errors?.[block.block_id];
    const optional = block.optional && h("span", { class: "optional" }, " (optional)");
    const control = element(block.element, block, world, { ...place, press: block.dispatch_action ? place.press : null });
    const grouped = control.tagName === "FIELDSET";
    const label = h(grouped ? "legend" : "label", {}, plain(block.label.text), optional);
    if (grouped) control.prepend(label);
    else {
      const field = control.querySelector("input") ?? control;
      field.id = `${block.block_id}-${block.element.action_id}`;
      field.removeAttribute("aria-label");
      label.setAttribute("for", field.id);
    }
    const notes = [wrong && h("small", { class: "error", role: "alert" }, wrong), block.hint && h("small", {}, plain(block.hint.text))];
    return h("div", { class: `input${wrong ? " wrong" : ""}` }, grouped ? null : label, control, notes);
  },
};

function rich(part, world) {
  if (part.type === "rich_text_list") {
    const level = `in${part.indent ?? 0}${part.border ? " border" : ""}`;
    const list = h(part.style === "ordered" ? "ol" : "ul", { class: level, start: part.offset ? part.offset + 1 : null });
    list.append(...part.elements.map((item) => h("li", {}, item.elements.map((one) => run(one, world)))));
    return list;
  }
  const tag = { rich_text_preformatted: "pre", rich_text_quote: "blockquote" }[part.type] ?? "p";
  return h(tag, {}, part.elements.map((one) => run(one, world)));
}

function run(part, world) {
  let node;
  if (part.type === "link") node = h("a", { href: part.url, target: "_blank", rel: "noreferrer" }, part.text ?? part.url);
  else if (part.type === "user") node = mention(part.user_id, world.people, world.me);
  else if (part.type === "emoji") node = h("span", {}, emoji(part.name));
  else if (part.type === "broadcast") node = h("span", { class: "mention me" }, `@${part.range}`);
  else if (part.type === "channel") node = h("span", { class: "mention" }, `#${world.channels.find((c) => c.id === part.channel_id)?.name}`);
  else if (part.type === "date") node = h("span", {}, part.fallback ?? "");
  else node = h("span", {}, part.text ?? "");
  for (const [style, tag] of [["code", "code"], ["strike", "s"], ["italic", "em"], ["bold", "strong"]]) {
    if (part.style?.[style]) node = h(tag, {}, node);
  }
  return node;
}

function stateOf(it, block, place) {
  return place.state?.[block.block_id]?.[it.action_id] ?? {};
}

// An interactive element. In modals each carries its block and action, to be read when the modal is sent.
function element(it, block, world, place) {
  const known = stateOf(it, block, place);
  const data = { dataset: { block: block.block_id, action: it.action_id, kind: it.type } };
  const act = async (value, target) => {
    if (!place.press || (it.confirm && !(await place.confirm(it.confirm)))) return;
    target?.classList.add("busy");
    const worked = await place.press(it.action_id, block.block_id, value);
    target?.classList.remove("busy");
    if (!worked && target?.isConnected) target.insertAdjacentElement("afterend", h("span", { class: "warn", title: "The bot did not answer in time" }, "⚠"));
  };
  return (ELEMENTS[it.type] ?? ELEMENTS.unknown)(it, { known, data, act, place, block });
}

const options = (it) => it.options ?? it.option_groups.flatMap((group) => group.options);

const ELEMENTS = {
  unknown: (it) => h("span", { class: "warn" }, `“${it.type}” is not drawn here.`),
  image: (it) => h("img", { src: it.image_url, alt: it.alt_text }),
  button(it, { act }) {
    const attributes = { class: `button ${it.style ?? ""}`, "aria-label": it.accessibility_label };
    if (it.url) return h("a", { ...attributes, href: it.url, target: "_blank", rel: "noreferrer", onclick: () => act(null) }, plain(it.text.text));
    return h("button", { ...attributes, type: "button", onclick: (event) => act(null, event.currentTarget) }, plain(it.text.text));
  },
  static_select(it, { known, data, act }) {
    const chosen = "selected_option" in known ? known.selected_option?.value : it.initial_option?.value;
    const draw = (one) => h("option", { value: one.value, selected: one.value === chosen }, plain(one.text.text));
    const select = h("select", { ...data, class: "field", "aria-label": plain(it.placeholder?.text ?? "Choose"), onchange: () => act(select.value || null, select) });
    select.append(h("option", { value: "", selected: !chosen, disabled: true }, plain(it.placeholder?.text ?? "Choose")));
    if (it.option_groups) it.option_groups.forEach((group) => select.append(h("optgroup", { label: plain(group.label.text) }, group.options.map(draw))));
    else select.append(...it.options.map(draw));
    return select;
  },
  external_select(it, { known, data, act, place, block }) {
    const list = h("datalist", { id: `list-${block.block_id}-${it.action_id}` });
    const placeholder = plain(it.placeholder?.text ?? "Search");
    const start = (known.selected_option ?? it.initial_option)?.text.text ?? "";
    const field = h("input", { ...data, class: "field", list: list.id, placeholder, "aria-label": placeholder, value: start, autocomplete: "off" });
    field.option = known.selected_option ?? it.initial_option;
    let found = [];
    field.addEventListener("input", async () => {
      const hit = found.find((one) => one.text.text === field.value);
      if (hit) return act((field.option = hit), field);
      if (field.value.length < (it.min_query_length ?? 3)) return;
      found = await place.suggest(it.action_id, field.value);
      list.replaceChildren(...found.map((one) => h("option", { value: one.text.text })));
    });
    return h("span", {}, field, list);
  },
  overflow(it, { act }) {
    const open = h("button", { type: "button", class: "button more", "aria-label": "More actions", "aria-haspopup": "menu", "aria-expanded": "false" }, "⋯");
    const menu = h("div", { class: "popup", role: "menu", hidden: true });
    const show = (on) => {
      menu.hidden = !on;
      open.setAttribute("aria-expanded", on);
      if (!on) return;
      const room = box.closest(".messages, .home, .content")?.getBoundingClientRect().bottom ?? innerHeight;
      menu.classList.toggle("up", open.getBoundingClientRect().bottom + menu.offsetHeight + 8 > room);
      menu.firstChild.focus();
    };
    menu.append(...it.options.map((one) => h("button", { type: "button", role: "menuitem", onclick: () => { show(false); act(one.value, open); } }, plain(one.text.text))));
    open.addEventListener("click", () => show(menu.hidden));
    const box = h("span", { class: "menu-of" }, open, menu);
    box.addEventListener("keydown", (event) => {
      const items = [...menu.children], at = items.indexOf(document.activeElement);
      if (event.key === "Escape") { show(false); open.focus(); }
      if (event.key === "ArrowDown") items[(at + 1) % items.length].focus(), event.preventDefault();
      if (event.key === "ArrowUp") items[(at + items.length - 1) % items.length].focus(), event.preventDefault();
    });
    box.addEventListener("focusout", (event) => { if (!box.contains(event.relatedTarget)) show(false); });
    return box;
  },
  checkboxes: (it, about) => choices(it, "checkbox", about.known.selected_options ?? it.initial_options ?? [], about),
  radio_buttons: (it, about) => {
    const chosen = "selected_option" in about.known ? about.known.selected_option : it.initial_option;
    return choices(it, "radio", chosen ? [chosen] : [], about);
  },
  multi_static_select: (it, about) => choices(it, "checkbox", about.known.selected_options ?? it.initial_options ?? [], about),
  datepicker: (it, about) => typed("input", { type: "date", value: about.known.selected_date ?? it.initial_date }, it, about),
  timepicker: (it, about) => typed("input", { type: "time", value: about.known.selected_time ?? it.initial_time }, it, about),
  number_input: (it, about) => typed("input", { type: "number", min: it.min_value, max: it.max_value, value: about.known.value ?? it.initial_value }, it, about),
  email_text_input: (it, about) => typed("input", { type: "email", value: about.known.value ?? it.initial_value }, it, about),
  url_text_input: (it, about) => typed("input", { type: "url", value: about.known.value ?? it.initial_value }, it, about),
  plain_text_input(it, about) {
    const field = typed(it.multiline ? "textarea" : "input", { maxlength: it.max_length, placeholder: plain(it.placeholder?.text ?? "") }, it, about);
    field.value = about.known.value ?? it.initial_value ?? "";
    return field;
  },
};

function typed(tag, attributes, it, { data, act }) {
  const name = plain(it.placeholder?.text ?? { date: "Date", time: "Time" }[attributes.type] ?? "Answer");
  return h(tag, { ...data, class: "field", "aria-label": name, ...attributes, onchange: (event) => act(event.target.value || null) });
}

function choices(it, type, chosen, { data, act, block }) {
  const box = h("fieldset", { ...data, class: "options" });
  const world = { people: [], channels: [] };
  for (const one of options(it)) {
    const input = h("input", { type, name: `${block.block_id}-${it.action_id}`, value: one.value });
    input.checked = chosen.some((other) => other.value === one.value);
    const note = one.description && h("small", {}, textObject(one.description, world));
    box.append(h("label", {}, input, h("span", {}, textObject(one.text, world), note)));
  }
  box.addEventListener("change", () => act(valueOf(box)));
  return box;
}

// What a person has entered in one element, as the playground takes it.
export function valueOf(field) {
  if (field.tagName === "FIELDSET") {
    const on = [...field.querySelectorAll("input:checked")].map((input) => input.value);
    return field.dataset.kind === "radio_buttons" ? on[0] ?? null : on;
  }
  if (field.dataset.kind === "external_select") return field.option ?? null;
  return field.value || null;
}

// All that is entered on a drawn view: {block_id: {action_id: value}}.
export function entered(root) {
  const values = {};
  for (const field of root.querySelectorAll("[data-action]")) {
    (values[field.dataset.block] ??= {})[field.dataset.action] = valueOf(field);
  }
  return values;
}
