import { doctorReport } from '../../core/doctor/report';
import { listText, reportLines } from '../../core/doctor/text';
import { reportCommand } from '../command';

/** Whether everything was found, read and understood: a report for people and for public issues, of counts, versions and Claude Code's own names. */
export const doctor = reportCommand({
  name: 'doctor',
  description: 'how reading went, what was unknown, and how sessions compare with /cost; safe to paste into an issue',
  examines: true,
  ask: (question) => doctorReport({ ...question.health(), messages: question.warnings }, question.comparison()),
  json: (report, { program }) => ({ ...report, program }),
  text: (report, { program }) =>
    listText([['Spendlight', program.version], ['Platform', `${program.platform}, Node ${program.node}`], ...reportLines(report)]).trimEnd(),
});
