import type { Page } from 'playwright-core';

// What can be seen of a page without knowing what it shows. Everything here runs in the page.

/** Adds up how far things moved that were there before, without anybody's doing; from the page's first paint on. */
const MOVED = `new Promise((done) => {
  const entries = [];
  const observer = new PerformanceObserver((list) => entries.push(...list.getEntries()));
  observer.observe({ type: 'layout-shift', buffered: true });
  // Entries are written with a frame, and handed out in a task after it.
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => {
    entries.push(...observer.takeRecords());
    observer.disconnect();
    done(entries.filter((one) => !one.hadRecentInput).flatMap((one) => one.sources.map(({ node }) =>
      one.value.toFixed(4) + ' ' + (node?.outerHTML ?? node?.textContent ?? '').slice(0, 100))));
  }, 50)));
})`;

/** Text that does not fit where nothing scrolls, and whose whole is in no title; and what stands out of its card. */
const CUT = `(() => {
  const titled = (element) => element.closest('[title]') ?? element.querySelector('[title]');
  const shown = (element) => element.getClientRects().length > 0 && !element.closest('.sr');
  // What is cut off or scrolls does not stand out.
  const held = (element) => {
    for (let at = element; at; at = at.parentElement) if (getComputedStyle(at).overflowX !== 'visible') return true;
    return false;
  };
  const said = (element) => element.tagName + '.' + element.className + ': ' + element.innerText.slice(0, 80);
  const found = [];
  for (const element of document.querySelectorAll('body *')) {
    if (!(element instanceof HTMLElement) || !element.innerText?.trim() || !shown(element)) continue;
    const { overflowX, overflowY } = getComputedStyle(element);
    const hides = (style) => style === 'hidden' || style === 'clip';
    if (hides(overflowX) && element.scrollWidth > element.clientWidth + 1 && !titled(element)) found.push('cut: ' + said(element));
    if (hides(overflowY) && element.scrollHeight > element.clientHeight + 2 && !titled(element)) found.push('cut below: ' + said(element));
    const card = element.closest('.card, main, header, footer');
    if (card && card !== element && !held(element) && element.getBoundingClientRect().right > card.getBoundingClientRect().right + 1) found.push('stands out: ' + said(element));
  }
  return found;
})()`;

/** What moved by itself since the first paint, most often nothing: how much (as the layout-shift entries have it), and what. */
export const moved = (page: Page): Promise<readonly string[]> => page.evaluate<readonly string[]>(MOVED);

/** What is cut off or stands out of its card, most often nothing. */
export const cutOff = (page: Page): Promise<readonly string[]> => page.evaluate<readonly string[]>(CUT);

/** Sets the window's width and waits until the page, charts among it, has taken it. */
export const widen = async (page: Page, width: number): Promise<void> => {
  await page.setViewportSize({ width, height: 900 });
  await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(done))))');
};

/** How many CSS pixels the page is wider than its window. */
export const tooWide = (page: Page): Promise<number> => page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');

/** What axe finds. `source` is axe itself, which the page's policy lets in no other way. */
export const axeFindings = async (page: Page, source: string): Promise<readonly string[]> => {
  await page.evaluate(source);
  return page.evaluate<readonly string[]>(
    "axe.run(document).then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => id + ': ' + html + ' ' + failureSummary)))",
  );
};

/** Where the keyboard is: what it is called, and how the page shows that it is there ('' where it does not). */
const FOCUSED = `(() => {
  const at = document.activeElement;
  if (!at || at === document.body) return null;
  const rings = [at, at.closest('label')].filter(Boolean).map((one) => getComputedStyle(one)).filter((style) => style.outlineStyle !== 'none' && style.outlineWidth !== '0px');
  const label = at.getAttribute('aria-label') ?? at.closest('label')?.innerText ?? at.labels?.[0]?.innerText ?? at.innerText ?? '';
  const seen = at.classList.contains('sr') ? at.closest('label') : at;
  const { top, bottom } = seen.getBoundingClientRect();
  at.dataset.reached = at.dataset.reached === undefined ? 'once' : 'again';
  return {
    what: at.outerHTML.slice(0, 120),
    name: label.trim(),
    ring: rings.length > 0,
    inView: bottom > 0 && top < innerHeight,
    again: at.dataset.reached === 'again',
  };
})()`;

interface Focused {
  readonly what: string;
  readonly name: string;
  readonly ring: boolean;
  readonly inView: boolean;
}

/** Everything that Tab reaches, once round the page from where somebody clicked last. */
export const tabbed = async (page: Page): Promise<readonly Focused[]> => {
  await page.evaluate('document.activeElement?.blur(); for (const one of document.querySelectorAll("[data-reached]")) delete one.dataset.reached');
  const reached: Focused[] = [];
  for (let ends = 0; ends < 2;) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate<(Focused & { readonly again: boolean }) | null>(FOCUSED);
    if (at?.again) break;
    if (at) reached.push(at);
    else ends++;
  }
  return reached;
};
