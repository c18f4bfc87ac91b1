import { createContext } from 'preact';
import type { Paper } from '../../src/core/export/sheet';

/** Saves what is on show; undefined where there is no host that could. */
export const SaveContext = createContext<((paper: Paper, picture: string | null) => void) | undefined>(undefined);
