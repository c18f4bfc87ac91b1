import { cacheHit } from './defs/cacheHit';
import { composition } from './defs/composition';
import { dailyCost } from './defs/dailyCost';
import { tokenSankey } from './defs/tokenSankey';

/** Every picture of the dashboard, one line each. */
export const charts = { dailyCost, tokenSankey, composition, cacheHit } as const;
