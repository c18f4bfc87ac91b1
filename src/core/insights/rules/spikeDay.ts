import { modelLabel } from '../../format/label';
import { named, usd } from '../insight';
import { projectName, severityOf, shortName, type Rule } from '../rule';

/** A day far above the seven before it, as the daily chart marks it. */
export const spikeDay: Rule = {
  id: 'spikeDay',
  find: (facts) =>
    facts.days
      .filter(({ spike }) => spike)
      .map(({ day, nanoUsd, usualNanoUsd, project, projectNanoUsd, model, modelNanoUsd }) => ({
        subject: day,
        severity: severityOf(nanoUsd - usualNanoUsd, facts.total),
        title: usualNanoUsd > 0 ? `${day} cost ${(nanoUsd / usualNanoUsd).toFixed(1)} times the days before` : `${day} cost far more than the days before`,
        project: '',
        sessionId: '',
        nanoUsd: nanoUsd - usualNanoUsd,
        between: null,
        assumption: 'The day’s cost above the mean of the seven days before it; whether it was worth it only you know.',
        evidence: [
          { label: 'Cost of the day', value: usd(nanoUsd) },
          { label: 'Mean of the seven days before', value: usd(usualNanoUsd) },
          { label: 'Dearest project', value: named(projectName(project, facts)) },
          { label: 'It cost', value: usd(projectNanoUsd) },
          { label: 'Dearest model', value: named(shortName(modelLabel(model))) },
          { label: 'It cost', value: usd(modelNanoUsd) },
        ],
        action: 'Open the day in the Explorer and look at its dearest sessions; a budget for a day warns before the next one.',
      })),
};
