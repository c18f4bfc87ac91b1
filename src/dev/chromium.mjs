// @ts-check
import { execFile } from 'node:child_process';
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { chmod, mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { createBrotliDecompress } from 'node:zlib';
import { cacheDir } from './paths.mjs';
import { once, unpack } from './registry.mjs';

const exec = promisify(execFile);

const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
];

const INSTALLED = /** @type {Readonly<Record<string, readonly string[]>>} */ ({
  linux: ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable', '/usr/bin/microsoft-edge'],
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: ['C:/Program Files/Google/Chrome/Application/chrome.exe', 'C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe'],
});

const PACKAGE = '@sparticuz/chromium@153.0.0';
const FOLDER = 'headless-shell-153.0.0';

/** Its own fonts.conf names folders of another machine; without any font the renderer aborts as soon as an editor opens. */
const fontsConf = () => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${path.join(cacheDir, FOLDER, 'fonts')}</dir><dir>/usr/share/fonts</dir><cachedir>${path.join(cacheDir, FOLDER, 'fonts-cache')}</cachedir></fontconfig>
`;

/** @param {string} staging */
async function unpackShell(staging) {
  await unpack(PACKAGE, staging, ['bin', 'LICENSE']);
  const bin = path.join(staging, 'package/bin');
  const inflate = async (/** @type {string} */ name) => {
    const plain = path.join(staging, name);
    await pipeline(createReadStream(path.join(bin, `${name}.br`)), createBrotliDecompress(), createWriteStream(plain));
    return plain;
  };
  const untar = async (/** @type {string} */ name, /** @type {string} */ folder) => {
    const plain = await inflate(name);
    await mkdir(path.join(staging, folder), { recursive: true });
    await exec('tar', ['-xf', plain, '-C', path.join(staging, folder)]);
    await rm(plain);
  };
  // Beside the browser: its software renderer, and the libraries and fonts that a bare machine lacks.
  await Promise.all([
    inflate('chromium').then((file) => chmod(file, 0o755)),
    untar('swiftshader.tar', '.'),
    untar('al2023.tar', 'al2023'),
    untar('fonts.tar', 'fonts'),
  ]);
  await rm(bin, { recursive: true });
  await writeFile(path.join(staging, 'fonts/fonts.conf'), fontsConf());
}

/**
 * A browser to look with: CHROME_PATH, else an installed one, else (Linux x64, or CHROME_PATH=npm) a headless shell from npm.
 * @returns {Promise<{ executablePath: string, args: string[], env?: Record<string, string> }>} options for playwright's launch()
 */
export async function ensureChromium() {
  const wish = process.env['CHROME_PATH'];
  if (wish && wish !== 'npm') return { executablePath: wish, args: ARGS };
  const found = wish ? undefined : (INSTALLED[process.platform] ?? []).find((file) => existsSync(file));
  if (found) return { executablePath: found, args: ARGS };
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Error('No Chrome, Chromium or Edge was found. Install one, or set CHROME_PATH to its executable.');
  const folder = await once(FOLDER, unpackShell);
  const libraries = [path.join(folder, 'al2023/lib'), process.env['LD_LIBRARY_PATH']].filter(Boolean).join(':');
  const env = /** @type {Record<string, string>} */ ({ ...process.env, FONTCONFIG_FILE: path.join(folder, 'fonts/fonts.conf'), LD_LIBRARY_PATH: libraries });
  return { executablePath: path.join(folder, 'chromium'), args: [...ARGS, '--no-zygote'], env };
}
