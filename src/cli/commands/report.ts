import { PAPER_FORMATS } from '../../core/export/formats/index';
import { dayText } from '../../core/time/zone';
import { paperText } from '../../engine/paper';
import type { Command } from '../command';

const isMonth = (text: string): boolean => /^\d{4}-(0[1-9]|1[0-2])$/.test(text);

/** A month in one file, from the same answers as the dashboard. */
export const report: Command = {
  name: 'report',
  description: 'a month in one file: totals, days, models, projects, sessions, tools, what stands out',
  options: [
    { flags: '--month <month>', description: 'YYYY-MM; the running one unless given', wrong: (text) => (isMonth(text) ? null : 'a month is YYYY-MM') },
    { flags: '--format <format>', description: 'md unless given; --json is the same as json', choices: PAPER_FORMATS.map(({ id }) => id) },
    { flags: '--out <file>', description: 'write to this file instead of the terminal' },
  ],
  examines: false,
  async answer(question) {
    const { own, now, timezone, json } = question;
    const paper = await question.report(own['month'] ?? dayText(now, timezone).slice(0, 7));
    return { text: paperText(paper, own['format'] ?? (json ? 'json' : 'md')), file: own['out'] ?? null };
  },
};
