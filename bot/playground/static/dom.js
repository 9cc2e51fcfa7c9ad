// Small helpers: elements, icons, avatars. Text only ever enters the page as text.

export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "dataset") Object.assign(element.dataset, value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

const PATHS = {
  menu: "M3 5h14M3 10h14M3 15h14",
  close: "M5 5l10 10M15 5L5 15",
  send: "M3 10l14-6-5 13-3-5z",
  theme: "M10 3a7 7 0 100 14c-3-2-4-4-4-7s1-5 4-7z",
  eye: "M2 10s3-5 8-5 8 5 8 5-3 5-8 5-8-5-8-5zM10 12a2 2 0 100-4 2 2 0 000 4z",
  reply: "M8 5L3 10l5 5M3 10h9c3 0 5 2 5 5",
};

export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 20 20");
  svg.setAttribute("width", "18");
  svg.setAttribute("height", "18");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", PATHS[name]);
  path.setAttribute("fill", "none");
  path.setAttribute("stroke", "currentColor");
  path.setAttribute("stroke-width", "1.7");
  path.setAttribute("stroke-linecap", "round");
  path.setAttribute("stroke-linejoin", "round");
  svg.append(path);
  return svg;
}

const COLOURS = ["#2a7f62", "#9c5221", "#3d62b3", "#a23b72", "#5d5fa8", "#6b7a1f"];

export function avatar(person) {
  const box = h("span", { class: "avatar", "aria-hidden": "true" });
  if (person.is_bot) {
    box.append(h("img", { src: "/static/icon.svg", alt: "" }));
    return box;
  }
  const letters = person.real_name.split(" ").map((word) => word[0]).join("").slice(0, 2);
  box.style.background = COLOURS[(person.number ?? 0) % COLOURS.length];
  box.append(letters);
  return box;
}
