import type { Rule } from './rule';
import { brokenCache } from './rules/brokenCache';
import { cacheHit } from './rules/cacheHit';
import { errorLoops } from './rules/errorLoops';
import { idleCache } from './rules/idleCache';
import { inputOverOutput } from './rules/inputOverOutput';
import { largeModel } from './rules/largeModel';
import { longContext } from './rules/longContext';
import { modelSwitches } from './rules/modelSwitches';
import { runawaySession } from './rules/runawaySession';
import { spikeDay } from './rules/spikeDay';
import { unusedServers } from './rules/unusedServers';

/** All rules. A new one is a file in rules/ and a line here. */
export const RULES: readonly Rule[] = [
  cacheHit,
  idleCache,
  brokenCache,
  largeModel,
  inputOverOutput,
  longContext,
  modelSwitches,
  runawaySession,
  spikeDay,
  unusedServers,
  errorLoops,
];
