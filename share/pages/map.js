"use strict";
// Draws the figure that the page carries; shapes stand in window.PlotlyGeoAssets already.
(() => {
  const holder = document.getElementById("map");
  const carried = document.getElementById("figures");
  if (!holder || !carried || !window.Plotly) return;
  const figures = JSON.parse(carried.textContent);
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const narrow = matchMedia("(max-width: 640px)");
  const quiet = { displayModeBar: false, scrollZoom: false, responsive: true };

  const figure = () => {
    const text = JSON.stringify(narrow.matches ? figures.narrow : figures.wide);
    if (!dark.matches) return JSON.parse(text);
    return JSON.parse(text.replace(/#[0-9a-f]{6}/g, (tone) => figures.dark[tone] ?? tone));
  };
  const open = (code) => {
    for (const actor of [code, code.split("-")[0]]) {
      const address = figures.actors[actor];
      if (address) { location.href = address; return; }
    }
  };
  const draw = () => {
    const { data, layout } = figure();
    return Plotly.react(holder, data, { ...layout, autosize: true }, quiet);
  };
  draw().then(() => {
    holder.on("plotly_click", ({ points: [point] }) => {
      const code = [point.customdata ?? point.location].flat()[0];
      if (code) open(String(code));
    });
    holder.dataset.drawn = "yes";
  });
  for (const change of [dark, narrow]) change.addEventListener("change", draw);
})();

// A link to evidence opens what it leads to.
(() => {
  const reveal = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    for (let at = target; at; at = at.parentElement) {
      if (at instanceof HTMLDetailsElement) at.open = true;
    }
    target.scrollIntoView();
  };
  addEventListener("hashchange", reveal);
  if (location.hash) reveal();
})();
