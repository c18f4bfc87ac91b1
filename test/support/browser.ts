import { chromium, type Browser } from 'playwright-core';
import { ensureChromium } from '../../src/dev/chromium.mjs';

/** A headless browser: CHROME_PATH, an installed one, or the one from npm. The caller closes it. */
export const launchBrowser = async (): Promise<Browser> => chromium.launch(await ensureChromium());
