import { cacheHit } from './defs/cacheHit';
import { calendar } from './defs/calendar';
import { composition } from './defs/composition';
import { dailyCost } from './defs/dailyCost';
import { hourWeek } from './defs/hourWeek';
import { sessionTimeline } from './defs/sessionTimeline';
import { tokenSankey } from './defs/tokenSankey';

/** Every picture of the dashboard, one line each. */
export const charts = { dailyCost, tokenSankey, composition, cacheHit, calendar, hourWeek, sessionTimeline } as const;
