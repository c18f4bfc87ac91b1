import { useEffect, useRef } from 'preact/hooks';
import { useSignal } from '@preact/signals';

interface PickManyProps {
  /** 'projects', 'models': in the button and in the names of its parts. */
  readonly what: string;
  readonly names: readonly string[];
  /** Same order as names. */
  readonly labels: readonly string[];
  /** Empty means all. */
  readonly chosen: readonly string[];
  readonly onOpen: () => void;
  readonly onChange: (chosen: readonly string[]) => void;
}

/** From this many on, a field narrows the list. */
const SEARCH_FROM = 9;

const written = (what: string, chosen: readonly string[], labelOf: (name: string) => string): string => {
  const [first] = chosen;
  if (first === undefined) return `All ${what}`;
  return chosen.length === 1 ? labelOf(first) : `${chosen.length} ${what}`;
};

/** A button with a list of check boxes below it. Escape and a click elsewhere close it. */
export const PickMany = ({ what, names, labels, chosen, onOpen, onChange }: PickManyProps) => {
  const open = useSignal(false);
  const search = useSignal('');
  const box = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const labelOf = (name: string) => labels[names.indexOf(name)] ?? name;
  const wanted = search.value.toLowerCase();

  useEffect(() => {
    const elsewhere = (event: Event) => {
      if (event.target instanceof Node && !box.current?.contains(event.target)) open.value = false;
    };
    document.addEventListener('pointerdown', elsewhere);
    document.addEventListener('focusin', elsewhere);
    return () => {
      document.removeEventListener('pointerdown', elsewhere);
      document.removeEventListener('focusin', elsewhere);
    };
  }, [open]);

  const toggle = () => {
    open.value = !open.value;
    search.value = '';
    if (open.value) onOpen();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !open.value) return;
    event.stopPropagation();
    open.value = false;
    button.current?.focus();
  };
  const check = (name: string, on: boolean) => onChange(on ? [...chosen, name] : chosen.filter((one) => one !== name));
  const label = written(what, chosen, labelOf);

  return (
    <div class="pick" ref={box} onKeyDown={onKeyDown}>
      <button type="button" class={chosen.length > 0 ? 'pick-button chosen' : 'pick-button'} ref={button} aria-expanded={open.value} onClick={toggle}>
        <bdi class="cut">{label}</bdi>
      </button>
      {open.value && (
        <div class="pick-list" role="group" aria-label={`Choose ${what}`}>
          {names.length >= SEARCH_FROM && (
            <input
              type="search"
              aria-label={`Find ${what}`}
              placeholder={`Find ${what}`}
              value={search.value}
              onInput={(event) => (search.value = event.currentTarget.value)}
            />
          )}
          {names.length === 0 && <p class="sub">No {what} yet.</p>}
          <div class="pick-names">
            {names.map((name, index) =>
              wanted && !name.toLowerCase().includes(wanted) && !labels[index]?.toLowerCase().includes(wanted) ? null : (
                <label key={name} title={name}>
                  <input type="checkbox" checked={chosen.includes(name)} onChange={(event) => check(name, event.currentTarget.checked)} />
                  <bdi class="cut">{labels[index]}</bdi>
                </label>
              ),
            )}
          </div>
          {chosen.length > 0 && (
            <button type="button" class="quiet" onClick={() => onChange([])}>
              All {what}
            </button>
          )}
        </div>
      )}
    </div>
  );
};
