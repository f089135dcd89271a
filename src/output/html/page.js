"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const svg = document.getElementById("picture");
  const details = document.getElementById("details");
  const nodes = [...svg.querySelectorAll(".node")];
  const edges = [...svg.querySelectorAll(".edge")];
  const whole = svg.viewBox.baseVal;
  const all = { x: 0, y: 0, width: whole.width, height: whole.height };
  let view = { ...all };

  const show = () => svg.setAttribute("viewBox", `${view.x} ${view.y} ${view.width} ${view.height}`);
  const at = (event) => new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());

  // A picture much taller than the window would shrink until nobody can read it: it opens at full width, with the
  // judgment in question in the middle.
  const readable = () => {
    const box = svg.getBoundingClientRect();
    const height = all.width * box.height / box.width;
    if (!(height < all.height)) return { ...all };
    const focus = svg.querySelector(".node.focus")?.getBoundingClientRect();
    const middle = focus ? at({ clientX: focus.x, clientY: focus.y }).y : height / 2;
    return { x: 0, y: Math.max(0, Math.min(middle - height / 2, all.height - height)), width: all.width, height };
  };
  view = readable();
  show();

  // Zoom keeps the point under the mouse where it is.
  svg.addEventListener("wheel", (event) => {
    event.preventDefault();
    const point = at(event);
    const width = Math.min(all.width * 2, Math.max(120, view.width * Math.exp(event.deltaY * 0.0012)));
    const factor = width / view.width;
    view = {
      x: point.x - (point.x - view.x) * factor, y: point.y - (point.y - view.y) * factor,
      width, height: view.height * factor,
    };
    show();
  }, { passive: false });

  let grip = null, moved = false;
  svg.addEventListener("pointerdown", (event) => { grip = at(event); moved = false; });
  window.addEventListener("pointermove", (event) => {
    if (!grip) return;
    const point = at(event);
    const scale = svg.getScreenCTM().a;
    if (!moved && Math.hypot(point.x - grip.x, point.y - grip.y) * scale < 4) return;
    moved = true;
    svg.classList.add("moving");
    view.x += grip.x - point.x;
    view.y += grip.y - point.y;
    show();
  });
  window.addEventListener("pointerup", () => { grip = null; svg.classList.remove("moving"); });
  document.getElementById("fit").addEventListener("click", () => { view = { ...all }; show(); });

  const element = (name, text, parent) => {
    const made = document.createElement(name);
    made.textContent = text;
    parent.append(made);
    return made;
  };

  const list = (heading, rows) => {
    if (rows.length === 0) return;
    element("h3", `${heading} ${rows.length}`, details);
    const items = element("ul", "", details);
    for (const [other, word, count] of rows) {
      const times = count > 1 ? ` ×${count}` : "";
      element("li", `${data.nodes[other].id} (${word}${times})`, items).addEventListener("click", () => choose(other));
    }
  };

  const describe = (index) => {
    const node = data.nodes[index];
    details.replaceChildren();
    details.hidden = false;
    element("h2", node.name, details);
    if (node.caseName) element("p", node.caseName, details);
    element("p", `${data.labels.citedBy} ${node.citedBy}`, details);
    if (node.overruled) element("p", data.labels.overruled, details);
    if (!node.in_index) element("p", data.labels.citedOnly, details);
    if (node.address) Object.assign(element("a", data.labels.page, details), { href: node.address, rel: "noreferrer", target: "_blank" });
    list(data.labels.cites, data.edges.filter((e) => e[0] === index).map((e) => [e[1], e[2], e[3]]));
    list(data.labels.citing, data.edges.filter((e) => e[1] === index).map((e) => [e[0], e[2], e[3]]));
  };

  const choose = (index) => {
    const near = new Set(index === null ? [] : [index]);
    for (const edge of edges) {
      const from = Number(edge.dataset.from), to = Number(edge.dataset.to);
      const touches = index !== null && (from === index || to === index);
      edge.classList.toggle("near", touches);
      if (touches) near.add(from).add(to);
    }
    nodes.forEach((node, at) => {
      node.classList.toggle("near", near.has(at));
      node.classList.toggle("chosen", at === index);
    });
    svg.classList.toggle("choosing", index !== null);
    if (index === null) details.hidden = true; else describe(index);
  };

  svg.addEventListener("click", (event) => {
    if (moved) return;
    const node = event.target.closest(".node");
    choose(node ? Number(node.dataset.index) : null);
  });

  const search = document.getElementById("search");
  search.addEventListener("input", () => {
    const wanted = search.value.normalize("NFC").toLowerCase().replace(/\s+/g, "");
    let found = 0;
    nodes.forEach((node, at) => {
      const known = data.nodes[at];
      const text = `${known.name} ${known.caseName ?? ""}`.normalize("NFC").toLowerCase().replace(/\s+/g, "");
      const match = wanted !== "" && text.includes(wanted);
      node.classList.toggle("match", match);
      found += match ? 1 : 0;
    });
    svg.classList.toggle("searching", wanted !== "");
    document.getElementById("found").textContent = wanted === "" ? "" : `${found}건`;
  });

  window.addEventListener("keydown", (event) => {
    const node = document.activeElement?.closest?.(".node");
    if (event.key === "Escape") { search.value = ""; search.dispatchEvent(new Event("input")); choose(null); }
    else if (event.key === "Enter" && node) choose(Number(node.dataset.index));
  });

  if (location.hash.startsWith("#n")) {
    const index = Number(location.hash.slice(2));
    if (data.nodes[index]) choose(index);
  }
})();
