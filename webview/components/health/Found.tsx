import { plainText } from '../../../src/core/format/escape';
import { healthTitle } from '../../figures/health';
import { Card } from '../Card';
import { RootList } from '../RootList';
import type { HealthProps } from './props';

/** What needs a look, where was looked, and what can be done. */
export const Found = ({ view, figures, dashboard }: HealthProps) => {
  const actions = (
    <span class="actions">
      <button type="button" class="quiet" onClick={() => dashboard.run('spendlight.showLogs')}>
        Show logs
      </button>
      <button type="button" class="quiet" onClick={() => dashboard.run('spendlight.rebuild')}>
        Read everything again
      </button>
      <button type="button" class="quiet" onClick={() => dashboard.run('spendlight.openSettings')}>
        Settings
      </button>
    </span>
  );
  return (
    <Card title={healthTitle(view, figures)} sub="from transcript to figure, on this machine" action={actions}>
      {view.messages.length > 0 && (
        <ul class="messages">
          {view.messages.map((message) => (
            <li key={message}>{plainText(message)}</li>
          ))}
        </ul>
      )}
      <RootList roots={view.roots} figures={figures} />
    </Card>
  );
};
