import { useSignal } from '@preact/signals';
import { DAY_MS } from '../../src/core/time/day';
import type { Range } from '../../src/protocol/views';
import type { Figures } from '../figures/figures';
import { projectNames } from '../figures/projects';
import type { Dashboard } from '../state/dashboard';
import { isDayText, RANGES } from '../state/viewState';
import { PickMany } from './PickMany';

const day = (ms: number) => new Date(ms).toISOString().slice(0, 10);

/** The two days of a custom range; asked for as soon as both are days in order. */
const CustomRange = ({ range, onChange }: { readonly range: Range & { readonly kind: 'custom' }; readonly onChange: (range: Range) => void }) => {
  const since = useSignal<string>(range.since);
  const until = useSignal<string>(range.until);
  const wrong = !isDayText(since.value) || !isDayText(until.value) || since.value > until.value;
  const changed = () => {
    if (isDayText(since.value) && isDayText(until.value) && since.value <= until.value) onChange({ kind: 'custom', since: since.value, until: until.value });
  };
  return (
    <>
      {[
        { name: 'From', value: since },
        { name: 'To', value: until },
      ].map(({ name, value }) => (
        <input
          key={name}
          type="date"
          aria-label={name}
          aria-invalid={wrong}
          value={value.value}
          onInput={(event) => {
            value.value = event.currentTarget.value;
            changed();
          }}
        />
      ))}
      {wrong && (
        <span class="warning" role="alert">
          The first day must not be after the last.
        </span>
      )}
    </>
  );
};

/** Range, projects and models: what the pages are asked for. */
export const FilterBar = ({ dashboard, figures, now }: { readonly dashboard: Dashboard; readonly figures: Figures; readonly now: number }) => {
  const filter = dashboard.filter.value;
  const options = dashboard.options.state.value.value;
  const { range } = filter;
  const setRange = (next: Range) => {
    dashboard.filter.value = { ...dashboard.filter.peek(), range: next };
  };
  const pick = (kind: string) => {
    const named = RANGES.find((one) => one.kind === kind);
    setRange(named ? { kind: named.kind } : { kind: 'custom', since: day(now - 6 * DAY_MS), until: day(now) });
  };
  // What was chosen stays in the menu, even where it is no longer offered.
  const offer = (offered: readonly string[] | undefined, chosen: readonly string[]) => [...new Set([...(offered ?? []), ...chosen])];
  const projects = offer(options?.projects, filter.projects);
  const models = offer(options?.models, filter.models);
  return (
    <div class="filters" role="group" aria-label="Filters">
      <select aria-label="Range" value={range.kind} onChange={(event) => pick(event.currentTarget.value)}>
        {RANGES.map(({ kind, name }) => (
          <option key={kind} value={kind}>
            {name}
          </option>
        ))}
        <option value="custom">Custom…</option>
      </select>
      {range.kind === 'custom' && <CustomRange range={range} onChange={setRange} />}
      <PickMany
        what="projects"
        names={projects}
        labels={projectNames(projects)}
        chosen={filter.projects}
        onOpen={dashboard.options.load}
        onChange={(chosen) => (dashboard.filter.value = { ...dashboard.filter.peek(), projects: chosen })}
      />
      <PickMany
        what="models"
        names={models}
        labels={figures.models(models)}
        chosen={filter.models}
        onOpen={dashboard.options.load}
        onChange={(chosen) => (dashboard.filter.value = { ...dashboard.filter.peek(), models: chosen })}
      />
    </div>
  );
};
