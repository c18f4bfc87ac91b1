import { plainText } from '../../../src/core/format/escape';
import { plural } from '../../figures/words';
import { Card } from '../Card';
import type { HealthProps } from './props';

/** Alerts that a channel did not take; no card where every one arrived. */
export const Deliveries = ({ view, figures, dashboard }: HealthProps) => {
  const failures = view.deliveryFailures ?? [];
  if (failures.length === 0) return null;
  const action = (
    <button type="button" class="quiet" onClick={() => dashboard.run('spendlight.showFailedDeliveries')}>
      Send again or remove…
    </button>
  );
  return (
    <Card title={`${plural(failures.length, 'alert', figures)} not delivered`} sub="by channels outside the editor" action={action}>
      <ul class="messages">
        {failures.map(({ channel, about, reason, at }) => (
          <li key={`${channel} ${about} ${at}`}>
            {figures.moment(at)}, {plainText(channel)}: {plainText(about)}. {plainText(reason)}
          </li>
        ))}
      </ul>
    </Card>
  );
};
