import type { HealthView } from '../../src/protocol/views';
import { Coverage } from '../components/health/Coverage';
import { Deliveries } from '../components/health/Deliveries';
import { Found } from '../components/health/Found';
import { NotItemised } from '../components/health/NotItemised';
import { Prices } from '../components/health/Prices';
import { Reading } from '../components/health/Reading';
import { Storage } from '../components/health/Storage';
import { UnknownNames } from '../components/health/UnknownNames';
import type { PageProps } from './page';

/** Whether everything was found, read, understood, priced and saved. */
export const Health = (props: PageProps<HealthView>) => (
  <>
    <Found {...props} />
    <Deliveries {...props} />
    <Reading {...props} />
    <Prices {...props} />
    <Storage {...props} />
    <NotItemised {...props} />
    <UnknownNames {...props} />
    <Coverage {...props} />
  </>
);
