import { OTHER } from './names';

/** Makers and families of models; a name with none of them may be the name of a person's own server or project. */
const FAMILY =
  /(?:^|[./-])(?:claude|gpt|chatgpt|o[1-9]|gemini|gemma|llama|codellama|qwen\d?|qwq|glm|kimi|deepseek|mistral|mixtral|ministral|magistral|codestral|devstral|grok|phi|nova|command|minimax|yi|granite|nemotron|hermes|starcoder|ernie|hunyuan|doubao|olmo|jamba|longcat)(?=$|[\d.:@[-])/i;
/** Maker or region and maker, a name, a version: no path, address, account number or key. */
const SHAPE = /^(?:[a-z0-9][a-z0-9.-]{0,30}\/)?[a-z0-9][a-z0-9._-]{0,63}(?::[a-z0-9._-]{1,32}|@(?:\d{8}|default|latest))?(?:\[1m\])?$/i;
const KEY = /sk-|[0-9a-f]{16}/i;

/** A model's name that may stand in public: what looks like the id of a known family of models, else OTHER. Model ids come from transcripts. */
export const publicModel = (model: string): string => (SHAPE.test(model) && FAMILY.test(model) && !KEY.test(model) ? model : OTHER);

/** Sums counts under their public names, in the order of the first of each. */
export function publicCounts(counts: readonly (readonly [name: string, count: number])[], publicName: (name: string) => string): [string, number][] {
  const sums = new Map<string, number>();
  for (const [name, count] of counts) sums.set(publicName(name), (sums.get(publicName(name)) ?? 0) + count);
  return [...sums];
}
