import { useContext } from 'preact/hooks';
import type { Sheet } from '../../src/core/export/sheet';
import { SaveContext } from './save';

interface ExportButtonProps {
  readonly title: string;
  /** Made when it is asked for. */
  readonly sheet: () => Omit<Sheet, 'title'>;
  /** A PNG as a data URL; null where there is no picture. */
  readonly picture?: () => string | null;
}

/** Hands what a card shows to the host, which asks for a format and a file. */
export const ExportButton = ({ title, sheet, picture }: ExportButtonProps) => {
  const save = useContext(SaveContext);
  if (!save) return null;
  return (
    <button
      type="button"
      class="quiet"
      aria-label={`Export: ${title}`}
      onClick={() => save({ title, note: sheet().note, sheets: [{ title, ...sheet() }] }, picture?.() ?? null)}
    >
      Export
    </button>
  );
};
