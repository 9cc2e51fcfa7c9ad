// The page: fetches what one person sees whenever something changed, and draws what is new.
import { drawBlocks, entered } from "./blocks.js";
import { Composer } from "./composer.js";
import { avatar, h, icon } from "./dom.js";
import { mrkdwn, plain } from "./mrkdwn.js";

const $ = (id) => document.getElementById(id);
const query = new URLSearchParams(location.search);
const ui = { team: query.get("team"), person: query.get("person") ?? "ada", channel: query.get("channel"), thread: query.get("thread"), theme: query.get("theme") ?? localStorage.theme };
const read = {};
let world = null;

// ---- talking to the playground -------------------------------------------------------------------

async function act(deed) {
  const answer = await fetch("/page/act", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ team: world.team.id, person: world.me, ...deed }),
  }).then((got) => got.json(), () => ({ ok: false, error: "The playground is gone. Start it again and reload." }));
  if (!answer.ok) toast(answer.error);
  return answer;
}

function toast(text) {
  $("toast").textContent = text;
  $("toast").hidden = false;
  clearTimeout(toast.timer);
  toast.timer = setTimeout(() => { $("toast").hidden = true; }, 5000);
}

let fetching = null, again = false;
async function refresh() {
  if (fetching) { again = true; return fetching; }
  fetching = (async () => {
    do {
      again = false;
      const about = new URLSearchParams({ person: ui.person, team: ui.team ?? "" });
      const got = await fetch(`/page/state?${about}`);
      if (got.ok) { world = await got.json(); world.shift = Date.parse(world.now) - Date.now(); world.people.forEach((one, number) => { one.number = number; }); draw(); }
      else if (ui.person !== "ada") { ui.person = "ada"; again = true; }
    } while (again);
  })();
  await fetching;
  fetching = null;
}

function listen() {
  const live = new EventSource("/page/live");
  live.onmessage = refresh;
  live.onerror = () => { $("link").replaceChildren(h("i", { class: "dot" }), "Playground stopped"); };
}

// ---- where we are -------------------------------------------------------------------------------

const person = (id) => world.people.find((one) => one.id === id) ?? { id, real_name: id === "USLACKBOT" ? "Slackbot" : id, zone: "UTC" };
const me = () => person(world.me);
const inDm = () => ui.channel === world.dm;
const place = () => world.channels.find((one) => one.id === ui.channel);

function settle() {
  const wanted = ui.channel;
  if (wanted === "home") { ui.channel = world.dm; ui.home = true; openHome("home"); }
  else if (wanted === "dm" || wanted?.startsWith("D")) ui.channel = world.dm;
  else ui.channel = (world.channels.find((one) => [one.id, one.name].includes(wanted)) ?? world.channels.find((one) => one.name === "careers") ?? world.channels[0]).id;
}

function go(change) {
  Object.assign(ui, change);
  $("sidebar").classList.remove("open");
  $("menu").setAttribute("aria-expanded", "false");
  const link = new URLSearchParams(Object.entries({
    team: world.teams.length > 1 ? ui.team ?? world.team.id : "", person: ui.person, channel: inDm() ? (ui.home ? "home" : "dm") : place()?.name ?? ui.channel, thread: ui.thread, theme: query.get("theme"),
  }).filter(([, value]) => value));
  history.replaceState(null, "", `?${link}`);
  draw();
}

async function openHome(tab) {
  await act({ do: "home", tab });
}

// ---- drawing ------------------------------------------------------------------------------------

function draw() {
  settle();
  drawClock();
  drawSidebar();
  drawHead();
  composer.placeholder = inDm() ? "Message Career Advisor" : `Message #${place()?.name}`;
  $("hints").replaceChildren(...hints());
  drawMessages($("messages"), topLevel(ui.channel), { beginning: true });
  drawThread();
  drawHome();
  drawModal();
  document.title = `${inDm() ? "Career Advisor" : `#${place()?.name}`} · ${me().real_name.split(" ")[0]} · playground`;
}

const format = (moment, options) => new Intl.DateTimeFormat("en-GB", { timeZone: me().zone || "UTC", ...options }).format(moment);
const clockTime = (moment) => format(moment, { hour: "2-digit", minute: "2-digit" });
const dayName = (moment) => format(moment, { weekday: "long", day: "numeric", month: "long" });
const atTs = (ts) => new Date(Number(ts) * 1000);

function drawClock() {
  const now = new Date(Date.now() + world.shift);
  $("now-time").textContent = clockTime(now);
  $("now-day").textContent = format(now, { weekday: "short", day: "numeric", month: "short", year: "numeric" });
  $("when").title = `${me().real_name}'s time, ${me().zone}`;
  $("skip").disabled = !world.next;
  $("skip").textContent = world.next ? `Skip to the next nudge · ${world.next.local.short} ${world.next.local.time}` : "No nudge planned yet";
}

function drawSidebar() {
  $("team").textContent = world.team.name;
  $("link").replaceChildren(h("i", { class: `dot ${world.bot.here ? "on" : ""}` }), world.bot.here ? "Career Advisor is here" : "Waiting for Career Advisor");
  $("channels").replaceChildren(...world.channels.map((one) => entry(one.id, one.name, h("span", { class: "hash", "aria-hidden": "true" }, "#"))));
  $("dms").replaceChildren(entry(world.dm, world.bot.name, avatar(person(world.bot.user))));
  $("people").replaceChildren(...world.people.filter((one) => !one.is_bot).map((one) => {
    const local = new Intl.DateTimeFormat("en-GB", { timeZone: one.zone || "UTC", weekday: "short", hour: "2-digit", minute: "2-digit" }).format(Date.now() + world.shift);
    const known = (read[one.id] ??= {}), dm = `D${one.id.slice(1)}`;
    known[dm] ??= world.news[one.id];
    const news = one.id !== world.me && world.news[one.id] > known[dm] && h("span", { class: "badge", "aria-label": "has a new message" }, "new");
    const be = () => { ui.person = one.id; ui.thread = null; if (inDm()) ui.channel = "dm"; refresh().then(() => go({})); };
    return h("li", { class: "person" }, h("button", { "aria-current": String(one.id === world.me), title: one.zone, onclick: be },
      avatar(one), h("span", { class: "name" }, one.real_name.split(" ")[0]), news, h("small", {}, local)));
  }));
}

function entry(id, name, mark) {
  const known = (read[world.me] ??= {}), said = world.messages[id] ?? [];
  const last = said.at(-1)?.ts ?? "0";
  known[id] ??= last;
  if (id === ui.channel && !ui.home) known[id] = last;
  const fresh = said.filter((one) => one.ts > known[id] && one.user !== world.me).length;
  const badge = id === world.dm && fresh > 0 && h("span", { class: "badge", "aria-label": `${fresh} new` }, fresh);
  const open = () => { if (id === world.dm) openHome(ui.home ? "home" : "messages"); go({ channel: id, thread: null, home: id === world.dm && ui.home }); };
  return h("li", {}, h("button", { "aria-current": String(id === ui.channel), class: fresh ? "unread" : "", onclick: open }, mark, h("span", { class: "name" }, name), badge));
}

function drawHead() {
  const channel = place();
  $("title").textContent = inDm() ? "Career Advisor" : `# ${channel?.name}`;
  $("subtitle").textContent = inDm() ? "" : channel?.with_bot ? "Career Advisor is a member" : "Career Advisor is not a member; /career works all the same";
  $("tabs").hidden = !inDm();
  for (const tab of $("tabs").children) tab.setAttribute("aria-pressed", String((tab.dataset.tab === "home") === Boolean(ui.home)));
  const showHome = inDm() && Boolean(ui.home);
  $("home").hidden = !showHome;
  for (const part of ["messages", "composer-form", "hints"]) $(part).hidden = showHome;
}

const topLevel = (channel) => (world.messages[channel] ?? []).filter((one) => !one.thread_ts || one.thread_ts === one.ts);
const repliesTo = (ts) => (world.messages[ui.channel] ?? []).filter((one) => one.thread_ts === ts && one.ts !== ts);

// Only what changed is drawn anew, so that focus, open menus and the scroll place stay.
function drawMessages(box, messages, { beginning = false, inThread = false } = {}) {
  if (box.dataset.of !== `${world.me}${ui.channel}${inThread && ui.thread}`) box.stick = true;
  const before = new Map([...box.children].map((child) => [child.key, child]));
  const wanted = [];
  const put = (key, signature, make) => {
    let child = before.get(key);
    if (!child || child.signature !== signature) { child = make(); child.key = key; child.signature = signature; }
    wanted.push(child);
  };
  const where = `${world.me}${ui.channel}`;
  if (beginning) put(`begin${where}`, "", begin);
  let last = null;
  for (const [index, message] of messages.entries()) {
    const day = dayName(atTs(message.ts));
    if (!inThread && (!last || dayName(atTs(last.ts)) !== day)) put(`day${where}${day}${message.ts}`, day, () => h("div", { class: "day" }, h("span", {}, day)));
    if (inThread && index === 1) put(`rule${ui.thread}`, String(messages.length), () => h("div", { class: "rule" }, `${messages.length - 1} ${messages.length === 2 ? "reply" : "replies"}`));
    const compact = Boolean(last) && !(inThread && index === 1) && last.user === message.user && !message.only_for === !last.only_for && message.ts - last.ts < 300 && dayName(atTs(last.ts)) === day;
    const replies = inThread ? [] : repliesTo(message.ts);
    put(`${where}${message.ts}`, JSON.stringify([message, compact, replies.map((one) => one.ts), me().zone]), () => drawMessage(message, compact, replies, inThread));
    last = message;
  }
  if (wanted.length !== box.children.length || wanted.some((child, index) => child !== box.children[index])) box.replaceChildren(...wanted);
  box.dataset.of = `${world.me}${ui.channel}${inThread && ui.thread}`;
  if (box.stick) box.scrollTop = box.scrollHeight;
}

function begin() {
  const name = inDm() ? "Career Advisor" : `# ${place()?.name}`;
  const more = inDm() ? "This conversation is between the two of you." : "This is the very beginning of the channel.";
  return h("div", { class: "begin" }, h("b", {}, name), more);
}

function drawMessage(message, compact, replies, inThread) {
  const by = person(message.user), when = atTs(message.ts);
  const time = h("time", { datetime: when.toISOString(), title: format(when, { dateStyle: "full", timeStyle: "short" }) }, clockTime(when));
  const body = h("div", { class: "body" });
  if (!compact) body.append(h("div", { class: "by" }, h("b", {}, by.real_name), message.bot_id && h("span", { class: "app" }, "APP"), time));
  if (message.blocks?.length) body.append(...drawBlocks(message.blocks, world, onSource(message)));
  else body.append(mrkdwn(message.text, world));
  for (const file of message.files ?? []) body.append(h("a", { class: "file", href: `/page/file/${file.id}`, download: file.name }, h("b", {}, file.title), h("small", {}, `${file.name} · ${file.size} bytes`)));
  if (message.edited) body.append(h("span", { class: "edited" }, "(edited)"));
  if (replies.length) body.append(threadLink(message, replies));
  const only = message.only_for && h("div", { class: "only" }, icon("eye"), "Only visible to you");
  const reply = !inThread && !message.only_for && h("button", { class: "reply", "aria-label": `Reply in thread to ${by.real_name}`, onclick: () => openThread(message.ts) }, icon("reply"));
  return h("article", { class: `message${compact ? " compact" : ""}${message.only_for ? " own-only" : ""}`, "aria-label": `${by.real_name}, ${clockTime(when)}`, dataset: { ts: message.ts } },
    only, compact ? time : avatar(by), body, reply);
}

function threadLink(message, replies) {
  const faces = [...new Set(replies.map((one) => one.user))].slice(0, 4).map((id) => avatar(person(id)));
  const count = `${replies.length} ${replies.length === 1 ? "reply" : "replies"}`;
  return h("button", { class: "replies", onclick: () => openThread(message.ts) }, faces, h("b", {}, count), `Last at ${clockTime(atTs(replies.at(-1).ts))}`);
}

function openThread(ts) {
  go({ thread: ts });
  $("reply").focus();
}

function drawThread() {
  const first = ui.thread && (world.messages[ui.channel] ?? []).find((one) => one.ts === ui.thread);
  $("thread").hidden = !first;
  if (!first) return;
  $("thread-place").textContent = inDm() ? "Career Advisor" : `#${place()?.name}`;
  drawMessages($("replies"), [first, ...repliesTo(first.ts)], { inThread: true });
}

function drawHome() {
  const home = $("home");
  if (home.hidden || home.signature === JSON.stringify(world.home)) return;
  home.signature = JSON.stringify(world.home);
  const blocks = world.home ? drawBlocks(world.home.blocks, world, onSource(world.home)) : [h("p", { class: "begin" }, h("b", {}, "Home"), "Nothing here yet: the bot has not published it.")];
  const top = home.scrollTop;
  home.replaceChildren(h("div", {}, blocks));
  home.scrollTop = top;
}

// ---- pressing, asking, modals ---------------------------------------------------------------------

function onSource(source, root = null, errors = null) {
  return {
    errors,
    state: source.state?.values,
    confirm: ask,
    suggest: async (name, text) => (await act({ do: "suggest", source, name, text })).done ?? [],
    press: async (name, block_id, value) => {
      const answer = await act({ do: "press", source, name, block_id, value, entered: root ? entered(root()) : null });
      return Boolean(answer.ok && answer.done.ok);
    },
  };
}

function ask(confirm) {
  const dialog = $("confirm");
  return new Promise((decide) => {
    const end = (yes) => { dialog.close(); decide(yes); };
    const style = confirm.style === "danger" ? "danger full" : "primary";
    dialog.oncancel = () => decide(false);
    dialog.replaceChildren(
      h("header", {}, h("h2", { id: "confirm-title" }, plain(confirm.title.text))),
      h("div", { class: "content" }, confirm.text.type === "mrkdwn" ? mrkdwn(confirm.text.text, world) : plain(confirm.text.text)),
      h("footer", {}, h("button", { class: "button", onclick: () => end(false) }, plain(confirm.deny.text)), h("button", { class: `button ${style}`, onclick: () => end(true) }, plain(confirm.confirm.text))));
    dialog.showModal();
  });
}

function drawModal() {
  const dialog = $("modal"), view = world.views.at(-1);
  if (!view) { if (dialog.open) dialog.close(); dialog.shown = null; return; }
  const signature = view.id + view.hash + JSON.stringify(view.errors);
  if (dialog.shown === signature) return;
  const sameView = dialog.shown?.startsWith(view.id + view.hash);
  if (sameView) for (const [block, values] of Object.entries(entered(dialog))) keep(view, block, values, dialog);
  dialog.shown = signature;
  const close = () => act({ do: "close", view: { id: view.id } });
  const content = h("div", { class: "content" }, drawBlocks(view.blocks, world, onSource(view, () => dialog, view.errors)));
  const send = async (event) => {
    event.preventDefault();
    event.submitter?.setAttribute("disabled", "");
    await act({ do: "submit", view: { id: view.id }, values: entered(content) });
    event.submitter?.removeAttribute("disabled");
  };
  dialog.oncancel = (event) => { event.preventDefault(); close(); };
  const title = h("header", {}, h("h2", { id: "modal-title" }, plain(view.title.text)), h("button", { class: "icon", "aria-label": "Close", onclick: close }, icon("close")));
  const trouble = view.errors[""] && h("span", { class: "warn", role: "alert" }, view.errors[""]);
  const footer = h("footer", {}, trouble, h("button", { type: "button", class: "button", onclick: close }, plain(view.close?.text ?? "Close")), view.submit && h("button", { class: "button primary" }, plain(view.submit.text)));
  dialog.replaceChildren(title, h("form", { novalidate: true, onsubmit: send }, content, footer));
  if (!dialog.open) dialog.showModal();
  (content.querySelector(".wrong :is(input, select, textarea)") ?? content.querySelector("input, select, textarea"))?.focus();
}

// What stands in a field stays there when the modal is drawn again with errors.
function keep(view, block, values, dialog) {
  for (const [action, value] of Object.entries(values)) {
    const state = ((view.state.values[block] ??= {})[action] ??= {});
    const field = dialog.querySelector(`[data-block="${CSS.escape(block)}"][data-action="${CSS.escape(action)}"]`);
    const kind = field.dataset.kind;
    if (kind === "datepicker") state.selected_date = value;
    else if (kind === "timepicker") state.selected_time = value;
    else if (kind.endsWith("_input")) state.value = value;
    else if (Array.isArray(value)) state.selected_options = value.map((one) => ({ value: one }));
    else state.selected_option = value === null ? null : typeof value === "string" ? { value } : value;
  }
}

// ---- typing -------------------------------------------------------------------------------------

const mentionable = () => [person(world.bot.user), ...world.people.filter((one) => !one.is_bot && one.id !== world.me)];
const composer = new Composer($("composer-form"), $("composer"), $("completions"), mentionable, (text) => act({ do: "say", channel: ui.channel, text }));
new Composer($("reply-form"), $("reply"), null, mentionable, (text) => act({ do: "say", channel: ui.channel, text, thread_ts: ui.thread }));

function hints() {
  const lines = inDm() ? ["help", "/career"] : ["/career", "/career help", "@Career Advisor "];
  return ["Try ", ...lines.map((line) => h("button", { type: "button", onclick: () => composer.put(line) }, line.trim()))];
}

// ---- the frame ----------------------------------------------------------------------------------

function setTheme(theme) {
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
}

function frame() {
  for (const [id, name] of [["menu", "menu"], ["thread-close", "close"], ["theme", "theme"]]) $(id).append(icon(name));
  for (const send of document.querySelectorAll(".send")) send.append(icon("send"));
  setTheme(ui.theme);
  $("theme").onclick = () => {
    const dark = getComputedStyle(document.documentElement).colorScheme === "dark" || (!document.documentElement.dataset.theme && matchMedia("(prefers-color-scheme: dark)").matches);
    localStorage.theme = dark ? "light" : "dark";
    setTheme(localStorage.theme);
  };
  $("menu").onclick = () => $("menu").setAttribute("aria-expanded", String($("sidebar").classList.toggle("open")));
  $("conversation").addEventListener("click", () => $("sidebar").classList.remove("open"));
  $("when").onclick = () => $("when").setAttribute("aria-expanded", String($("clock").classList.toggle("open")));
  $("thread-close").onclick = () => go({ thread: null });
  $("thread").addEventListener("keydown", (event) => { if (event.key === "Escape") { go({ thread: null }); $("composer").focus(); } });
  for (const tab of $("tabs").children) tab.onclick = () => { openHome(tab.dataset.tab); go({ home: tab.dataset.tab === "home", thread: null }); };
  for (const button of $("moves").children) {
    button.onclick = async () => {
      $("clock").classList.remove("open");
      button.disabled = true;
      await act(button.id === "skip" ? { do: "clock", to: "next" } : { do: "clock", seconds: Number(button.dataset.seconds) });
      button.disabled = false;
      await refresh();
    };
  }
  const room = new ResizeObserver((boxes) => boxes.forEach(({ target }) => { if (target.stick) target.scrollTop = target.scrollHeight; }));
  for (const box of [$("messages"), $("replies")]) {
    room.observe(box);
    box.addEventListener("scroll", () => { box.stick = box.scrollHeight - box.scrollTop - box.clientHeight < 60; });
  }
  setInterval(() => { if (world && !document.hidden) { drawClock(); drawSidebar(); } }, 10000);
}

frame();
refresh().then(listen);
