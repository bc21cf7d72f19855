// Opens report pages in a real Chromium and uses them as a person would. Prints one JSON line a page:
//   { page, problems: [...], paintMs, interactionMs }
// usage: node page.mjs CHROMIUM PAGE.html=VERDICT ... ; a verdict is the text that has to stand in the heading.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const [executablePath, ...pages] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"] });

for (const argument of pages) {
  const at = argument.lastIndexOf(".html=") + 5;
  const [path, verdict] = [argument.slice(0, at), argument.slice(at + 1)];
  const problems = [];
  const check = (holds, text) => { if (!holds) problems.push(text); };
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, bypassCSP: false });
  const tab = await context.newPage();
  const url = pathToFileURL(path).href;
  tab.on("console", message => { if (message.type() === "error" || message.type() === "warning") problems.push(`console: ${message.text()}`); });
  tab.on("pageerror", error => problems.push(`exception: ${error.message}`));
  tab.on("dialog", dialog => { problems.push(`a dialog opened: ${dialog.message()}`); dialog.dismiss(); });
  tab.on("request", request => { if (request.url() !== url) problems.push(`request: ${request.url()}`); });

  await tab.goto(url);
  const paintMs = await tab.evaluate(() => new Promise(done => {
    const look = () => { const paint = performance.getEntriesByName("first-contentful-paint")[0]; if (paint) done(paint.startTime); else setTimeout(look, 10); };
    look();
  }));
  check((await tab.locator("h1").innerText()).replace(/\s+/g, " ").trim() === verdict, `heading is '${await tab.locator("h1").innerText()}', not '${verdict}'`);
  check(await tab.evaluate(() => document.querySelectorAll("#page script, #page iframe, #page img, #page object, #page svg").length) === 0, "markup from the data");
  check(await tab.evaluate(() => globalThis.injected === undefined), "a script from the data ran");

  const timed = async work => {
    const start = await tab.evaluate(() => performance.now());
    await work();
    return tab.evaluate(start => new Promise(done => requestAnimationFrame(() => setTimeout(() => done(performance.now() - start)))), start);
  };
  let interactionMs = 0;
  const step = async (selector, work) => {
    if (await tab.locator(selector).count() === 0) return false;
    interactionMs = Math.max(interactionMs, await timed(work));
    return true;
  };
  const rows = panel => tab.locator(`#${panel} tbody tr:not(.detail)`).count();

  // Sorting: both directions, and what a reader of the screen hears of it.
  const head = "#files thead th:first-child button";
  await step(head, async () => tab.evaluate(s => document.querySelector(s).click(), head));
  if (await tab.locator(head).count()) {
    const first = await tab.locator("#files tbody tr:first-child th").innerText();
    await tab.evaluate(s => document.querySelector(s).click(), head);
    check(await rows("files") < 2 || first !== await tab.locator("#files tbody tr:first-child th").innerText(), "sorting the files changes nothing");
    check(await tab.locator("#files thead th:first-child").getAttribute("aria-sort") === "descending", "aria-sort does not follow");
  }

  // Filtering by text, then by a file, a state and a range; a chip for each, and all taken away again.
  if (await tab.locator("#files input").count()) {
    const before = await rows("files");
    await step("#files input", () => tab.fill("#files input", "no file is called this"));
    check(await rows("files") === 0 && before > 0, "filtering the files by text");
    await tab.fill("#files input", "");
    await step("#files tbody .path", () => tab.evaluate(() => document.querySelector("#files tbody .path").click()));
    check(await tab.locator(".chip").count() === 1, "a file makes a chip");
    await tab.evaluate(() => document.querySelector(".chip").click());
    check(await tab.locator(".chip").count() === 0, "a chip goes away");
    await tab.evaluate(() => document.querySelector("#files .open").click());
    check(await tab.locator("#files .detail").count() === 1, "the details of a file open");
  }
  if (await tab.locator("#timeline .key").count()) {
    const key = tab.locator("#timeline .key").first();
    await step("#timeline .key", () => tab.evaluate(() => document.querySelector("#timeline .key").click()));
    check(await tab.locator("#timeline .key").first().getAttribute("aria-pressed") === "true", "a state is pressed");
    await tab.evaluate(() => document.querySelector(".chip").click());
    await tab.locator("#timeline > canvas").scrollIntoViewIfNeeded();
    const box = await tab.locator("#timeline > canvas").boundingBox();
    interactionMs = Math.max(interactionMs, await timed(async () => {
      await tab.mouse.move(box.x + box.width * 0.2, box.y + 50);
      await tab.mouse.down();
      await tab.mouse.move(box.x + box.width * 0.4, box.y + 50);
      await tab.mouse.up();
    }));
    check(await tab.locator("#timeline .selection p").count() === 1, "a range is selected by dragging");
    const axis = await tab.locator("#timeline .axis").innerText();
    await tab.locator("#timeline .tools button").first().click();
    check(axis !== await tab.locator("#timeline .axis").innerText(), "zoom changes the axis");
    await tab.locator("#timeline .tools button").nth(1).click();
    check(axis === await tab.locator("#timeline .axis").innerText(), "the whole recording comes back");
    await tab.locator("#timeline > canvas").focus();
    await tab.keyboard.press("Escape");
    check(await tab.locator(".chip").count() === 0, "Escape clears the range");
    await key.focus();
  }
  if (await tab.locator("#flame canvas").count()) {
    await step("#flame input[type=search]", () => tab.fill("#flame input[type=search]", "main"));
    await tab.locator("#flame canvas").focus();
    await tab.keyboard.press("ArrowDown");
    await tab.keyboard.press("ArrowDown");
    await tab.keyboard.press("Enter");
    check(await tab.locator("#flame .tools button").isEnabled(), "the flame graph zooms by keyboard");
    await tab.keyboard.press("Escape");
    check(!await tab.locator("#flame .tools button").isEnabled(), "the flame graph zooms out");
    await tab.fill("#flame input[type=search]", "");
  }

  // Theme, axe in both, and the width of a phone.
  for (const theme of ["light", "dark"]) {
    await tab.emulateMedia({ colorScheme: theme });
    await context.newCDPSession(tab); // Keeps the emulation in headless mode.
    const findings = await axe(tab);
    for (const finding of findings) problems.push(`axe (${theme}): ${finding}`);
  }
  await tab.emulateMedia({ colorScheme: "light" });
  const back = await tab.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await tab.evaluate(() => document.querySelector(".theme").click());
  check(back !== await tab.evaluate(() => getComputedStyle(document.body).backgroundColor), "the theme button changes the theme");
  await tab.setViewportSize({ width: 390, height: 800 });
  const overflow = await tab.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  check(overflow <= 0, `the page is ${overflow} px wider than a phone`);

  console.log(JSON.stringify({ page: path, problems, paintMs, interactionMs }));
  await context.close();
}
await browser.close();

// The policy of the page forbids foreign scripts, so axe runs in a world of its own.
async function axe(tab) {
  const session = await tab.context().newCDPSession(tab);
  const { frameTree } = await session.send("Page.getFrameTree");
  const { executionContextId } = await session.send("Page.createIsolatedWorld", { frameId: frameTree.frame.id, worldName: "axe" });
  await session.send("Runtime.evaluate", { expression: axeSource, contextId: executionContextId });
  const { result, exceptionDetails } = await session.send("Runtime.evaluate", {
    expression: "axe.run(document, { resultTypes: ['violations'] }).then(r => JSON.stringify(r.violations.filter(v => v.impact === 'serious' || v.impact === 'critical').map(v => v.id + ': ' + v.nodes.slice(0, 3).map(n => n.target.join(' ') + ' ' + (n.any[0]?.message ?? '')).join('; '))))",
    contextId: executionContextId, awaitPromise: true, returnByValue: true,
  });
  await session.detach();
  return exceptionDetails ? [`axe did not run: ${exceptionDetails.text} ${exceptionDetails.exception?.description ?? ""}`] : JSON.parse(result.value);
}
