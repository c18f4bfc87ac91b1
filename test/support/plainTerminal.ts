import { join } from 'node:path';
import type { Terminal } from '../../src/cli/run';

/** A terminal that nobody looks at, of a Linux machine in UTC without a setting of its own. */
export const plainTerminal = (home: string, now: number, rest: Pick<Terminal, 'out' | 'err'> & Partial<Terminal>): Terminal => ({
  platform: 'linux',
  home,
  env: {},
  scripts: join(process.cwd(), 'src/hook'),
  wasm: join(process.cwd(), 'node_modules/sql.js/dist/sql-wasm.wasm'),
  timezone: 'UTC',
  version: '1.2.3',
  node: '22.0.0',
  width: 100,
  printing: false,
  interactive: false,
  now: () => now,
  ...rest,
});
