import { writeFileSync } from 'node:fs';
import { Session, type Profiler } from 'node:inspector/promises';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { SpendlightApi } from '../../../src/extension/main';
import { LiveSession } from './liveSession';

// Runs in the extension host of a real VS Code, beside the installed extension.

const RESOLUTION_MS = 5;
const OURS = /spendlight[^/]*\/dist\/extension\.cjs$/;
const SAMPLE_US = 500;

async function delays(work: () => Promise<unknown>) {
  const seen = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  seen.enable();
  await work();
  seen.disable();
  return { p99: Math.max(0, seen.percentile(99) / 1e6 - RESOLUTION_MS), max: Math.max(0, seen.max / 1e6 - RESOLUTION_MS) };
}

/** ms of the longest stretch of samples with a function of the extension on the stack, and of all of them together. */
function ours({ nodes, samples = [], timeDeltas = [] }: Profiler.Profile) {
  const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id] as const)));
  const isOurs = new Map<number, boolean>();
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const holds = (id: number | undefined): boolean => {
    if (id === undefined) return false;
    const known = isOurs.get(id);
    if (known !== undefined) return known;
    const answer = OURS.test(byId.get(id)?.callFrame.url ?? '') || holds(parents.get(id));
    isOurs.set(id, answer);
    return answer;
  };
  let [longest, stretch, all] = [0, 0, 0];
  samples.forEach((id, i) => {
    const delta = (timeDeltas[i + 1] ?? 0) / 1_000;
    stretch = holds(id) ? stretch + delta : 0;
    all += holds(id) ? delta : 0;
    longest = Math.max(longest, stretch);
  });
  return { longest, all };
}

async function profiled(work: () => Promise<unknown>) {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.setSamplingInterval', { interval: SAMPLE_US });
  await session.post('Profiler.start');
  await work();
  const { profile } = await session.post('Profiler.stop');
  session.disconnect();
  return ours(profile);
}

/** ms from the end of an append to the text of the status bar's item. */
async function live(api: SpendlightApi, count: number) {
  const session = new LiveSession(process.env['CLAUDE_CONFIG_DIR'] ?? '', 'suite');
  const took: number[] = [];
  for (let i = 0; i < count; i++) {
    const before = api.statusText();
    session.append();
    const appended = performance.now();
    while (api.statusText() === before && performance.now() - appended < 10_000) await sleep(1);
    took.push(performance.now() - appended);
    await sleep(300 + ((i * 137) % 400));
  }
  return took;
}

export async function run(): Promise<void> {
  const found = vscode.extensions.getExtension<SpendlightApi>('spendlight.spendlight');
  if (!found) throw new Error('spendlight.spendlight is not installed');
  const api = await found.activate();
  await api.ready;
  await vscode.workspace.getConfiguration('spendlight').update('statusBar.template', '{today}', vscode.ConfigurationTarget.Global);
  await sleep(3_000);
  const idle = await delays(() => sleep(5_000));
  const rebuild = (): Promise<unknown> => Promise.resolve(vscode.commands.executeCommand('spendlight.rebuild'));
  const reading = await delays(rebuild);
  const profile = await profiled(rebuild);
  const times = await live(api, Number(process.env['BENCH_APPENDS'] ?? 30));
  writeFileSync(process.env['BENCH_RESULT'] ?? '', JSON.stringify({ started: Reflect.get(globalThis, 'spendlightStart'), idle, reading, profile, times }));
}
