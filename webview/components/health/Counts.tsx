import { plainText } from '../../../src/core/format/escape';
import type { Figures } from '../../figures/figures';

interface CountsProps {
  readonly counts: readonly (readonly [name: string, count: number])[];
  readonly figures: Figures;
  /** In their place where there are none. */
  readonly none: string;
}

/** Foreign names with how often; long ones are cut by style. */
export const Counts = ({ counts, figures, none }: CountsProps) =>
  counts.length === 0 ? (
    <p class="sub">{none}</p>
  ) : (
    <ul class="counts">
      {counts.map(([name, count]) => (
        <li key={name}>
          <code class="cut" title={plainText(name)}>
            <bdi>{plainText(name)}</bdi>
          </code>
          <span class="num">{figures.count(count)}</span>
        </li>
      ))}
    </ul>
  );
