import type { HealthView } from '../../../src/protocol/views';
import type { PageProps } from '../../pages/page';

/** What every card of the Health page is given. */
export type HealthProps = PageProps<HealthView>;
export type CardProps = Pick<HealthProps, 'view' | 'figures'>;
