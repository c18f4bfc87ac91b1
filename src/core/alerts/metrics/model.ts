import { coversModel } from '../../budget/cover';
import { formatTokens } from '../../format/amount';
import { modelLabel } from '../../format/label';
import { formatUsd } from '../../format/money';
import { anomaly, type AnomalyMetric } from '../metric';

/** A model outside the list of those that are allowed. Once a day for each. */
export const MODEL: AnomalyMetric = {
  id: 'model',
  wanted: ({ model }) => model.length > 0,
  find: ({ today, models }, { model: allowed }) =>
    models
      .filter(({ model, tokens }) => tokens > 0 && !coversModel(allowed, model))
      .map(({ model, tokens, nanoUsd }) => anomaly('model', `${today}.${model}`, { model, unit: 'tokens', value: tokens, usual: 0, nanoUsd })),
  title: ({ model, value, nanoUsd }, { money, write }) =>
    `Model outside your list: ${modelLabel(model)}, ${formatTokens(value, write)} tokens${money === 'show' ? ` and ${formatUsd(nanoUsd, write)}` : ''} today`,
};
