import { modelLabel } from '../../format/label';
import { formatDayShort } from '../../format/when';
import { estimate, named, usd } from '../insight';
import { projectName, severityOf, shortName, type Rule } from '../rule';

/** Of the seven days before: where fewer cost anything, there is no "usual". */
const ENOUGH_DAYS = 3;
/** A greater multiple says no more. */
const TELLING = 20;

/** A day far above the seven before it, as the daily chart marks it. */
export const spikeDay: Rule = {
  id: 'spikeDay',
  find: (facts) =>
    facts.days
      .filter(({ spike, usedBefore }) => spike && usedBefore >= ENOUGH_DAYS)
      .map(({ day, nanoUsd, usualNanoUsd, project, projectNanoUsd, model, modelNanoUsd }) => ({
        subject: day,
        severity: severityOf((nanoUsd - usualNanoUsd) / 2, facts.total),
        title:
          nanoUsd < usualNanoUsd * TELLING
            ? `${inWords(day, facts.until)} cost ${(nanoUsd / usualNanoUsd).toFixed(1)} times the days before`
            : `${inWords(day, facts.until)} cost far more than the days before`,
        project: '',
        sessionId: '',
        ...estimate(0, nanoUsd - usualNanoUsd),
        assumption: 'Up to all of the day’s cost above the mean of the seven days before it: how much of it was worth it only you know.',
        evidence: [
          { label: 'Cost of the day', value: usd(nanoUsd) },
          { label: 'Mean of the seven days before', value: usd(usualNanoUsd) },
          { label: 'Dearest project', value: named(projectName(project, facts)) },
          { label: 'Cost of that project', value: usd(projectNanoUsd) },
          { label: 'Dearest model', value: named(shortName(modelLabel(model))) },
          { label: 'Cost of that model', value: usd(modelNanoUsd) },
        ],
        action: 'Open the day in the Explorer and look at its dearest sessions; a budget for a day warns before the next one.',
      })),
};

/** Of another year than the last day that is looked at, with its year. */
const inWords = (day: string, until: string): string =>
  day.slice(0, 4) === until.slice(0, 4) ? formatDayShort(day) : `${formatDayShort(day)}, ${day.slice(0, 4)}`;
