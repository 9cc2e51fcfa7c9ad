// Slack's text markup as DOM nodes: control forms, entities, formatting, emoji.
import { h } from "./dom.js";

const EMOJI = {
  tada: "🎉", wave: "👋", white_check_mark: "✅", heavy_check_mark: "✔️", x: "❌", warning: "⚠️", bulb: "💡", rocket: "🚀", star: "⭐",
  eyes: "👀", point_right: "👉", calendar: "📅", spiral_calendar_pad: "🗓️", bell: "🔔", no_bell: "🔕", books: "📚", book: "📖",
  moneybag: "💰", chart_with_upwards_trend: "📈", office: "🏢", compass: "🧭", mag: "🔍", seedling: "🌱", footprints: "👣",
  "+1": "👍", "-1": "👎", thumbsup: "👍", thumbsdown: "👎", pencil2: "✏️", lock: "🔒", clock9: "🕘", gear: "⚙️", robot_face: "🤖",
  thinking_face: "🤔", smile: "😄", slightly_smiling_face: "🙂", sparkles: "✨", dart: "🎯", trophy: "🏆", muscle: "💪", leftwards_arrow_with_hook: "↩️",
  large_green_square: "🟩", white_large_square: "⬜", black_square_for_stop: "⏹️", double_vertical_bar: "⏸️", arrow_forward: "▶️", hourglass: "⏳", zzz: "💤",
};

const decode = (text) => text.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&");
const INLINE = new RegExp(
  [
    "<(?<form>[^<>\\n]+)>",
    "`(?<code>[^`\\n]+)`",
    "(?<![\\w*])\\*(?=\\S)(?<bold>[^*\\n]*?[^\\s*])\\*(?![\\w*])",
    "(?<![\\w_])_(?=\\S)(?<italic>[^_\\n]*?[^\\s_])_(?![\\w_])",
    "(?<![\\w~])~(?=\\S)(?<strike>[^~\\n]*?[^\\s~])~(?![\\w~])",
    ":(?<emoji>[a-z0-9_+-]+):",
    "(?<bare>https?://[^\\s<>|]*[^\\s<>|.,;:!?)])",
    "(?<![\\w@])@(?<shout>here|channel|everyone)\\b",
  ].join("|"),
  "g",
);

export const emoji = (name) => EMOJI[name] ?? `:${name}:`;

export function plain(text) {
  return decode(text).replace(/:([a-z0-9_+-]+):/g, (all, name) => EMOJI[name] ?? all);
}

export function mention(id, people, me) {
  const person = people.find((one) => one.id === id);
  return h("span", { class: `mention${id === me ? " me" : ""}` }, `@${person ? person.real_name : id}`);
}

function form(told, world) {
  const [target, label] = told.split(/\|(.*)/s);
  if (/^@[UW]/.test(target)) return mention(target.slice(1), world.people, world.me);
  if (/^#C/.test(target)) {
    const channel = world.channels.find((one) => one.id === target.slice(1));
    return h("span", { class: "mention" }, `#${label || channel?.name || target.slice(1)}`);
  }
  if (/^!date\^/.test(target)) return decode(label ?? "");
  if (target.startsWith("!")) return h("span", { class: "mention me" }, `@${target.slice(1).split("^")[0]}`);
  if (/^(https?|mailto|tel|slack):/.test(target)) {
    return h("a", { href: decode(target), target: "_blank", rel: "noreferrer" }, decode(label ?? target.replace(/^mailto:/, "")));
  }
  return decode(`<${told}>`);
}

function inline(text, world, verbatim) {
  const nodes = [];
  let last = 0;
  for (const found of text.matchAll(INLINE)) {
    const g = found.groups;
    if (verbatim && (g.bare || g.shout)) continue;
    nodes.push(decode(text.slice(last, found.index)));
    last = found.index + found[0].length;
    if (g.form) nodes.push(form(g.form, world));
    else if (g.code) nodes.push(h("code", {}, decode(g.code)));
    else if (g.bold) nodes.push(h("strong", {}, ...inline(g.bold, world, verbatim)));
    else if (g.italic) nodes.push(h("em", {}, ...inline(g.italic, world, verbatim)));
    else if (g.strike) nodes.push(h("s", {}, ...inline(g.strike, world, verbatim)));
    else if (g.emoji) nodes.push(emoji(g.emoji));
    else if (g.bare) nodes.push(h("a", { href: decode(g.bare), target: "_blank", rel: "noreferrer" }, decode(g.bare)));
    else nodes.push(h("span", { class: "mention me" }, found[0]));
  }
  nodes.push(decode(text.slice(last)));
  return nodes.filter((node) => node !== "");
}

export function mrkdwn(text, world, { verbatim = false } = {}) {
  const box = h("div", { class: "text" });
  text.split(/```\n?([\s\S]+?)```\n?/).forEach((part, index) => {
    if (index % 2) return box.append(h("pre", {}, decode(part)));
    for (const piece of part.match(/(?:^(?:>|&gt;) ?.*(?:\n|$))+|(?:(?!(?:>|&gt;)).*(?:\n|$))/gm) ?? []) {
      if (piece === "") continue;
      if (/^(>|&gt;)/.test(piece)) {
        const quoted = piece.replace(/\n$/, "").replace(/^(?:>|&gt;) ?/gm, "");
        box.append(h("blockquote", {}, ...inline(quoted, world, verbatim)));
      } else box.append(...inline(piece, world, verbatim));
    }
  });
  return box;
}

export function textObject(object, world) {
  if (object.type === "mrkdwn") return mrkdwn(object.text, world, object);
  return h("div", { class: "text" }, plain(object.text));
}
