import { coverageTable, coverageTitle } from '../../figures/coverage';
import { Card } from '../Card';
import { DataTable } from '../DataTable';
import type { CardProps } from './props';

/** Which versions wrote the responses of the newest months, and what these say. */
export const Coverage = ({ view, figures }: CardProps) => {
  const { coverage } = view;
  const title = coverageTitle(coverage, figures);
  return (
    <Card
      title={title}
      sub={`share of responses that carry each fact, by version${coverage.months.length ? ` · UTC months ${coverage.months.join(', ')}` : ''}`}
    >
      {coverage.versions.length > 0 && <DataTable table={coverageTable(coverage, figures)} caption={title} />}
    </Card>
  );
};
