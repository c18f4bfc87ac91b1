import { createContext } from 'preact';
import type { ReadonlySignal } from '@preact/signals';
import type { Theme } from '../charts/palette';

/** The running theme, for whatever draws. Set once, at the root. */
export const ThemeContext = createContext<ReadonlySignal<Theme> | null>(null);
