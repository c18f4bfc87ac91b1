import { formatBytes } from '../../../src/core/format/bytes';
import { plural } from '../../figures/words';
import { Card } from '../Card';
import { Facts } from './Facts';
import type { CardProps } from './props';

/** How much was read, and the lines that could not be. */
export const Reading = ({ view, figures }: CardProps) => {
  const { malformed, oversize, halfWritten, files } = view.badLines;
  return (
    <Card title="Reading" sub="transcripts, as far as they were read" span="slim">
      <Facts
        facts={[
          ['Transcripts', figures.count(view.files)],
          ['Read', formatBytes(view.bytes)],
          ['Lines', figures.count(view.lines)],
        ]}
      />
      <h3>Lines that were not read</h3>
      {view.malformedLines === 0 ? (
        <p class="sub">None: every line is whole.</p>
      ) : (
        <>
          <Facts
            facts={[
              ['No JSON', figures.count(malformed)],
              ['Too long', figures.count(oversize)],
              ['Last line half written', figures.count(halfWritten)],
            ]}
          />
          <p class="sub">in {plural(files, 'transcript', figures)}</p>
        </>
      )}
    </Card>
  );
};
