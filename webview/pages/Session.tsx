import { useEffect, useRef } from 'preact/hooks';
import { plainText } from '../../src/core/format/escape';
import type { SessionView } from '../../src/protocol/sessionView';
import { timelineLegend } from '../charts/defs/sessionTimeline';
import { charts } from '../charts/registry';
import { Card } from '../components/Card';
import { ChartCard } from '../components/ChartCard';
import { DataTable } from '../components/DataTable';
import { Legend } from '../components/Legend';
import { shortId } from '../figures/explorer';
import { cut, projectNames } from '../figures/projects';
import { sessionFacts, turnTable } from '../figures/session';
import { plural } from '../figures/words';
import type { PageProps } from './page';

/** Where this is, and the way back; it takes the focus, because the row that led here is gone. */
const Crumbs = ({ view, dashboard }: Pick<PageProps<SessionView>, 'view' | 'dashboard'>) => {
  const back = useRef<HTMLButtonElement>(null);
  useEffect(() => back.current?.focus(), []);
  const [project = ''] = projectNames([view.project]);
  return (
    <p class="crumbs wide">
      <button type="button" class="link" ref={back} onClick={() => dashboard.open('explorer')}>
        ← Explorer
      </button>
      <span class="muted" aria-hidden="true">
        /
      </span>
      <bdi title={project}>{cut(project)}</bdi>
      <span class="muted" aria-hidden="true">
        /
      </span>
      <code>{shortId(view.sessionId)}</code>
    </p>
  );
};

/** One session in full: its timeline, its turns, what broke its cache. */
export const Session = ({ view, figures, dashboard }: PageProps<SessionView>) => {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented) dashboard.open('explorer');
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [dashboard]);
  const title = plural(view.turns.length, 'turn', figures);
  const short = (names: readonly string[]) => names.map((name) => cut(plainText(name))).join(', ');
  const words = [
    `${figures.moment(view.firstAt)} – ${figures.moment(view.lastAt)}`,
    short(view.branches),
    view.versions.length ? `Claude Code ${short(view.versions)}` : '',
  ];
  return (
    <>
      <Crumbs view={view} dashboard={dashboard} />
      <dl class="tiles wide">
        {sessionFacts(view, figures).map(({ name, value, note }) => (
          <div class="card tile" key={name}>
            <dt>{name}</dt>
            <dd class="num">
              <span class="tile-figure">{value}</span>
              <small>{note}</small>
            </dd>
          </div>
        ))}
      </dl>
      <ChartCard def={charts.sessionTimeline} view={view} figures={figures} below={<Legend entries={timelineLegend(view, figures)} />} />
      <Card title={title} sub={words.filter((word) => word !== '').join(' · ')}>
        <DataTable table={turnTable(view, figures)} caption={title} />
      </Card>
    </>
  );
};
