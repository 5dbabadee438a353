// Lays pages out as a reading system does, in columns of one screen each, and tells what a reader would see amiss.
// Reads {pages, widths, height, schemes, screenshots} as JSON from standard input; writes a list of faults to standard output.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const asked = JSON.parse(readFileSync(0, "utf-8"));
const puppeteer = createRequire(join(asked.modules, "package.json"))("puppeteer-core");

const browser = await puppeteer.launch({
  executablePath: asked.browser,
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync", "--no-first-run"],
});
const told = [];
try {
  const page = await browser.newPage();
  for (const [width, scheme] of asked.widths.flatMap((width) => asked.schemes.map((scheme) => [width, scheme]))) {
    await page.setViewport({ width, height: asked.height });
    for (const { name, url } of asked.pages) {
      await page.goto(url);
      await page.addStyleTag({ content: themed(scheme, width, asked.height, await page.evaluate(isVertical)) });
      const where = `${name}, ${width} px, ${scheme}`;
      const faults = await page.evaluate(measured, width, asked.height, scheme === "dark" ? "rgb(221, 221, 221)" : "rgb(0, 0, 0)");
      told.push(...faults.map((fault) => `${where}: ${fault}`));
      if (asked.screenshots) {
        await page.screenshot({ path: join(asked.screenshots, `${name}-${width}-${scheme}.png`) });
      }
    }
  }
} finally {
  await browser.close();
}
console.log(JSON.stringify(told));

// A reader's theme, and columns as wide and high as the screen; text from top to bottom is not cut into columns here.
function themed(scheme, width, height, vertical) {
  const theme = scheme === "dark" ? "html { background: #111; color: #ddd; }" : "";
  const columns = `html { columns: ${width}px; column-gap: 0; column-fill: auto; height: ${height}px; } body { margin: 0; padding: 0 8px; }`;
  return `/* a reader's */ ${theme} ${vertical ? "" : columns}`;
}

function isVertical() {
  return getComputedStyle(document.documentElement).writingMode.startsWith("vertical");
}

function measured(width, height, colour) {
  const faults = [];
  const vertical = getComputedStyle(document.documentElement).writingMode.startsWith("vertical");
  const rects = (node, start, end) => {
    const range = document.createRange();
    range.setStart(node, start);
    range.setEnd(node, end);
    return [...range.getClientRects()].filter((rect) => rect.width > 0 && rect.height > 0);
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    const style = getComputedStyle(parent);
    if (!node.data.trim() || style.display === "none" || style.visibility === "hidden") continue;
    if (style.color !== colour) faults.push(`“${node.data.trim().slice(0, 12)}” has a colour of its own, ${style.color}`);
    for (const rect of vertical ? [] : rects(node, 0, node.data.length)) {
      const shown = `“${node.data.trim().slice(0, 12)}”`;
      if (rect.top < -1 || rect.bottom > height + 1) faults.push(`${shown} is cut off at the foot of a page`);
      if (Math.floor((rect.left + 1) / width) !== Math.floor((rect.right - 1) / width)) faults.push(`${shown} runs over the side`);
    }
    if (parent.closest("[lang]").lang.startsWith("en")) {
      for (const match of node.data.matchAll(/[“”‘’—]/g)) {
        const size = parseFloat(style.fontSize);
        for (const rect of rects(node, match.index, match.index + 1)) {
          const long = vertical ? rect.height : rect.width;
          if (match[0] !== "—" && long > 0.75 * size) faults.push(`${match[0]} is as wide as a Chinese character in “${node.data.trim().slice(0, 12)}”`);
        }
      }
    }
  }
  for (const span of document.querySelectorAll("span[id]")) {
    const next = span.nextElementSibling;
    const between = span.nextSibling?.nodeType === 3 ? span.nextSibling.data.trim() : "";
    if (!next || between || next.tagName !== "span" || !span.closest("[lang]").lang.startsWith("zh")) continue;
    const before = [...span.getClientRects()].at(-1);
    const behind = next.getClientRects()[0];
    const gap = vertical ? behind?.top - before?.bottom : behind?.left - before?.right;
    const isOneLine = before && behind && Math.abs(vertical ? before.left - behind.left : before.top - behind.top) < 2;
    if (isOneLine && gap > 2) faults.push(`a gap of ${gap.toFixed(1)} px behind “${span.textContent.slice(-6)}”`);
  }
  for (const image of document.querySelectorAll("img")) {
    const rect = image.getBoundingClientRect();
    if (!vertical && (rect.width > width || rect.height > height)) faults.push(`the picture ${image.alt} is larger than the page`);
  }
  return [...new Set(faults)];
}
