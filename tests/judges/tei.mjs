// Shows a TEI file with CETEIcean, the two languages side by side, and tells where each sentence stands.
// Reads {modules, browser, tei, ceteicean, width, height, screenshot} as JSON; writes a list of {id, lang, text, left, top, right}.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const asked = JSON.parse(readFileSync(0, "utf-8"));
const puppeteer = createRequire(join(asked.modules, "package.json"))("puppeteer-core");

const browser = await puppeteer.launch({
  executablePath: asked.browser,
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync", "--no-first-run"],
});
try {
  const page = await browser.newPage();
  await page.setViewport({ width: asked.width, height: asked.height });
  await page.setContent('<!DOCTYPE html><meta charset="utf-8"><title>TEI</title><main id="text"></main>');
  await page.addScriptTag({ path: join(asked.modules, "node_modules", "CETEIcean", "dist", "CETEI.js") });
  await page.addStyleTag({ content: `
    tei-teiheader, tei-standoff { display: none; }
    tei-body { display: grid; grid-template-columns: 1fr 1fr; column-gap: 2em; }
    tei-body > tei-div { grid-row: 1; display: block; }
    tei-head, tei-p, tei-l, tei-ab, tei-quote { display: block; margin: 0.5em 0; }
    tei-head { font-weight: bold; }
  ` });
  await page.evaluate((data) => {
    const reader = new CETEI();
    document.getElementById("text").append(reader.makeHTML5(data));
  }, asked.tei);
  await page.screenshot({ path: asked.screenshot, fullPage: true });
  const found = await page.evaluate(() => [...document.querySelectorAll("tei-s")].map((sentence) => {
    const { left, top, right } = sentence.getBoundingClientRect();
    return { id: sentence.id, lang: sentence.closest("[lang]").lang, text: sentence.textContent, left, top, right };
  }));
  console.log(JSON.stringify(found));
} finally {
  await browser.close();
}
