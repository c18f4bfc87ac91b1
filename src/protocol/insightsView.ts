import type { Insight } from '../core/insights/insight';
import type { DayText } from '../core/time/day';
import type { Provenance } from './views';

/** What stands out in a range, each with money and one action (product section E). */
export interface InsightsView {
  readonly provenance: Provenance;
  readonly range: { readonly since: DayText; readonly until: DayText };
  /**
   * What rules that look at single responses and calls have seen: the range, or where it is long its newest months. The others have seen all of it.
   */
  readonly rowsSince: DayText;
  /** Dearest first, all of them; a page shows the first five and the rest on request. Their money may overlap: never add it. */
  readonly insights: readonly Insight[];
  /** Put away, and not grown by half since. */
  readonly dismissed: readonly Insight[];
}
