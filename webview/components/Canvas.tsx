import { useContext, useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { useSignal } from '@preact/signals';
import { drawChart, type Drawn } from '../charts/chart';
import type { ChartDef } from '../charts/def';
import type { Figures } from '../figures/figures';
import { ThemeContext } from './theme';

interface CanvasProps<V> {
  readonly def: ChartDef<V>;
  readonly view: V;
  readonly figures: Figures;
  /** A point was clicked, or Enter was pressed on it. */
  readonly onPick?: ((index: number) => void) | undefined;
}

const STEP: Readonly<Record<string, (at: number, last: number) => number | null>> = {
  ArrowRight: (at, last) => Math.min(last, at + 1),
  ArrowLeft: (at) => Math.max(0, at - 1),
  Home: () => 0,
  End: (_at, last) => last,
  Escape: () => null,
};

const isInView = (element: Element): boolean => {
  const { top, bottom } = element.getBoundingClientRect();
  return bottom >= 0 && top <= innerHeight;
};

/** Does it once what is in view was painted. Returns how to give it up. */
const afterPicture = (work: () => void): (() => void) => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const frame = requestAnimationFrame(() => (timer = setTimeout(work)));
  return () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
};

/** Draws a chart, redraws it for new data and another theme, and lets the arrow keys walk its points. */
export const Canvas = <V,>({ def, view, figures, onPick }: CanvasProps<V>) => {
  const theme = useContext(ThemeContext)?.value;
  const canvas = useRef<HTMLCanvasElement>(null);
  const drawn = useRef<Drawn | null>(null);
  const at = useSignal<number | null>(null);
  // Asked for only where somebody walks them: of two years they take longer than the picture.
  const said = at.value === null ? '' : (def.points(view, figures)[at.value] ?? '');

  useLayoutEffect(() => {
    if (!canvas.current || !theme) return;
    const place = canvas.current;
    const draw = () => {
      const config = def.toConfig(view, figures, theme);
      if (drawn.current) drawn.current.redraw(config);
      else drawn.current = drawChart(place, config);
    };
    if (isInView(place)) return draw();
    return afterPicture(draw);
  }, [def, view, figures, theme]);

  useEffect(
    () => () => {
      drawn.current?.destroy();
      drawn.current = null;
    },
    [],
  );

  const point = (index: number | null) => {
    at.value = index;
    drawn.current?.point(index);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && at.value !== null) onPick?.(at.value);
    const step = STEP[event.key];
    if (!step) return;
    const last = def.points(view, figures).length - 1;
    if (last < 0) return;
    event.preventDefault();
    point(step(at.value ?? (event.key === 'ArrowRight' ? -1 : last + 1), last));
  };

  return (
    <>
      <div class="canvas" style={{ height: `${def.height}px` }}>
        <canvas
          ref={canvas}
          role="img"
          tabIndex={0}
          aria-label={`${def.title(view, figures)}. ${def.legend(view, figures)}. Arrow keys read the points${onPick ? ', Enter opens one' : ''}; the Table button shows them all.`}
          onKeyDown={onKeyDown}
          class={onPick ? 'pickable' : ''}
          onClick={(event) => {
            const index = drawn.current?.indexAt(event) ?? null;
            if (index !== null) onPick?.(index);
          }}
          onBlur={() => point(null)}
        />
      </div>
      <p class="sr" role="status">
        {said}
      </p>
    </>
  );
};
