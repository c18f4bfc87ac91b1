/** A model's name without what the place of the call adds to it. */
export interface ModelName {
  /** What is looked up first, for example claude-sonnet-4-5-20250929. */
  readonly name: string;
  /** The name without its date or -latest, looked up second. */
  readonly undated: string;
  /** The id names a region (us., eu., ...; not global.), where some models cost more. */
  readonly regional: boolean;
}

const PLACE = /^(us|eu|jp|au|apac|us-gov|global)\./;

/**
 * Reduces a model id as transcripts write it (API, Bedrock, Vertex, OpenRouter, with or without the [1m] suffix) to the name that prices are listed under.
 * Nothing is guessed from a part of the name: an id that only contains a known name stays unknown.
 */
export const normaliseModel = (written: string): ModelName => {
  const plain = written.trim().replace(/\[1m\]$/i, '');
  const segment = plain.slice(plain.lastIndexOf('/') + 1);
  const place = PLACE.exec(segment)?.[1];
  const name = segment
    .replace(PLACE, '')
    .replace(/^anthropic\./, '')
    .replace(/-v\d+(:\d+)?$/, '')
    .replaceAll('@', '-');
  return { name, undated: name.replace(/-(\d{8}|latest)$/, ''), regional: place !== undefined && place !== 'global' };
};
