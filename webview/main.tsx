import { render } from 'preact';
import { connect } from '../src/protocol/rpc';
import type { DashboardApi } from '../src/protocol/api';
import { watchTheme } from './charts/theme';
import { Frame } from './components/Frame';
import { ThemeContext } from './components/theme';
import { acquireHost } from './host';
import { pages } from './pages/registry';
import { createDashboard, type Dashboard } from './state/dashboard';

/** Puts the page together: the only place that reaches for the window. */
const start = (root: HTMLElement): void => {
  const host = acquireHost(window);
  const heard: ((event: string, value: unknown) => void)[] = [];
  const client = connect<DashboardApi>(host.wire, (event, value) => heard.forEach((hear) => hear(event, value)));
  const dashboard: Dashboard = createDashboard(pages, { client, host, page: document, now: Date.now });
  heard.push(dashboard.hear);
  render(
    <ThemeContext.Provider value={watchTheme(root)}>
      <Frame dashboard={dashboard} now={Date.now} />
    </ThemeContext.Provider>,
    root,
  );
};

const root = document.getElementById('app');
if (!root) throw new Error('the page has no element with the id app');
start(root);
