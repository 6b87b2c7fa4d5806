// Fills the demo's bar. It is asked for anew whenever the app has talked to the desk, and asks for nothing by itself: a session that
// nobody uses ends in the demo as well.
(() => {
  "use strict";
  const bar = document.getElementById("demo");
  const fetched = async (url, init) => {
    const answer = await fetch(url, init);
    const template = document.createElement("template");
    template.innerHTML = await answer.text();
    return { answer, content: template.content };
  };

  // The clock runs on by itself; the desk is asked only what it began with.
  let began = { shown: 0, at: 0 };
  const tick = () => {
    const time = bar.querySelector("time[data-zone]");
    if (!time || time.dataset.stands !== undefined) return;
    const date = new Intl.DateTimeFormat("en-US", {
      weekday: "short", month: "short", day: "numeric", year: "numeric", hour: "numeric", minute: "2-digit", timeZone: time.dataset.zone,
    });
    const words = date.format(began.shown + (performance.now() - began.at)).replaceAll("\u202f", " ");
    if (time.textContent !== words) time.textContent = words;
  };

  const show = async () => {
    const { answer, content } = await fetched("/dev/bar");
    if (!answer.ok) return;
    began = { shown: Date.parse(content.querySelector("time").dateTime), at: performance.now() };
    if (!bar.firstElementChild) bar.replaceChildren(content);
    for (const part of content.querySelectorAll("[data-part]")) {
      const before = bar.querySelector(`[data-part=${part.dataset.part}]`);
      // What somebody is at stays as it is until they have left it.
      const isUsed = before.matches(":focus-within, :has(:popover-open)") || part.dataset.part === "more";
      if (!isUsed && before.innerHTML !== part.innerHTML) before.replaceWith(part);
    }
    tick();
  };

  // Mails are written a moment after what they tell.
  let waiting = [];
  const soon = () => {
    waiting.forEach(clearTimeout);
    waiting = [200, 2500].map((after) => setTimeout(show, after));
  };
  new PerformanceObserver((list) => {
    if (list.getEntries().some((it) => new URL(it.name).pathname.startsWith("/api/"))) soon();
  }).observe({ type: "resource" });

  const drawer = document.createElement("dialog");
  drawer.className = "demo-drawer dev";
  drawer.lang = "en";
  document.body.append(drawer);
  const close = document.createElement("button");
  close.type = "button";
  close.className = "ui-button demo-close";
  close.textContent = "Close";
  close.addEventListener("click", () => drawer.close());

  const fill = (content) => {
    const main = content.querySelector("main");
    const heading = main.querySelector("h1");
    drawer.setAttribute("aria-label", heading.textContent);
    drawer.replaceChildren(close, ...main.childNodes);
    if (!drawer.open) drawer.showModal();
    drawer.scrollTop = 0;
    heading.tabIndex = -1;
    heading.focus();
  };
  const inDrawer = async (url) => fill((await fetched(url)).content);

  const isOurs = (link) => new URL(link.href).pathname.startsWith("/dev/");
  for (const place of [bar, drawer]) {
    place.addEventListener("click", (event) => {
      const link = event.target.closest("a[href]");
      if (!link || link.target || event.ctrlKey || event.metaKey || event.shiftKey) return;
      // What a mail leads to is shown by the app, on the page below.
      if (!isOurs(link)) return drawer.close();
      event.preventDefault();
      inDrawer(link.href);
    });
    place.addEventListener("submit", async (event) => {
      event.preventDefault();
      const form = event.target;
      const button = event.submitter;
      button.setAttribute("aria-disabled", "true");
      const body = new URLSearchParams(new FormData(form, button));
      const { answer, content } = await fetched(form.action, { method: "POST", body });
      button.removeAttribute("aria-disabled");
      if (!answer.ok) {
        // The form says what is wrong with what was entered.
        if (drawer.open && content.querySelector("main")) fill(content);
        return;
      }
      const isClock = form.action.endsWith("/dev/clock");
      // As the app tells its other tabs that somebody signed in.
      if (!isClock) localStorage.setItem("session", String(Date.now()));
      if (isClock) location.reload();
      else location.assign("/");
    });
  }
  bar.addEventListener("click", (event) => {
    const more = event.target.closest(".demo-more");
    if (!more) return;
    const isOpen = bar.toggleAttribute("data-open");
    more.setAttribute("aria-expanded", String(isOpen));
    more.textContent = isOpen ? "Less" : "More";
  });

  // The app's frame leaves it room.
  new ResizeObserver(() => document.documentElement.style.setProperty("--demo-height", `${bar.offsetHeight}px`)).observe(bar);
  setInterval(tick, 1000);
  show();
})();
