import { unknownTable } from '../../figures/unknownNames';
import { plural } from '../../figures/words';
import { Card } from '../Card';
import { DataTable } from '../DataTable';
import type { CardProps } from './props';

/** Names in transcripts that Spendlight does not know: what a newer Claude Code writes. */
export const UnknownNames = ({ view, figures }: CardProps) => {
  const { unknownNames: names } = view;
  const title = names.length === 0 ? 'Every name in the transcripts is known' : `${plural(names.length, 'unknown name', figures)} in transcripts`;
  return (
    <Card title={title} sub="types, fields and kinds of records by Claude Code's version; names only, never a value" span="half">
      {names.length > 0 && <DataTable table={unknownTable(names, figures)} caption={title} />}
    </Card>
  );
};
