import { normaliseModel } from '../pricing/model';

/** Families above the one that does most work, and the one below them. */
const LARGE = /^claude-(?:(?:opus|fable|mythos)-|\d+(?:[-.]\d+)?-opus)/;
const SMALLER = /^claude-sonnet-(\d+)(?:[-.](\d{1,2}))?$/;

/** The newest listed model of the next smaller family, for a model as written; null where it is of no large family or none is listed. */
export function smallerModel(model: string, listed: readonly string[]): string | null {
  if (!LARGE.test(normaliseModel(model).undated)) return null;
  let best: { name: string; version: number } | null = null;
  for (const name of listed) {
    const [, major, minor] = SMALLER.exec(name) ?? [];
    const version = Number(major) * 100 + Number(minor ?? 0);
    if (major !== undefined && (best === null || version > best.version)) best = { name, version };
  }
  return best?.name ?? null;
}
