import { ASSISTANT, MESSAGE, USER } from '../parse/knownNames';

/** A name that may stand in a record, and what it means there. */
export interface Word {
  readonly text: string;
  /** Place among RECORD_FIELDS, MESSAGE_FIELDS and BLOCK_FIELDS; -1 where nobody asks for it. */
  readonly inRecord: number;
  readonly inMessage: number;
  readonly inBlock: number;
  readonly ofAssistant: boolean;
  readonly ofUser: boolean;
  readonly ofMessage: boolean;
}

/** What the parsers ask of a record of an assistant or a user. `message` and `attachment` are looked into. */
export const RECORD_FIELDS = [
  'type',
  'timestamp',
  'cwd',
  'version',
  'message',
  'attachment',
  'uuid',
  'sessionId',
  'gitBranch',
  'entrypoint',
  'isSidechain',
  'agentId',
  'requestId',
  'requestSessionId',
  'forkedFrom',
  'requestedModel',
  'costUSD',
  'isMeta',
  'isCompactSummary',
  'isVisibleInTranscriptOnly',
  'isApiErrorMessage',
  'origin',
  'turnOrigin',
  'attributionSkill',
  'attributionMcpServer',
  'attributionAgent',
] as const;
export const MESSAGE_FIELDS = ['content', 'id', 'model', 'usage', 'stop_reason'] as const;
export const BLOCK_FIELDS = ['type', 'text', 'thinking', 'id', 'name', 'input', 'tool_use_id', 'is_error'] as const;

const SLOTS = 1 << 10;

/** One step of the hash by which words are found; start with 0. */
export const hashStep = (hash: number, byte: number): number => (Math.imul(hash, 31) + byte) | 0;

/** The words above and all known names, found by their bytes without making a string of them. */
export class Vocabulary {
  readonly #slots = new Array<{ readonly word: Word; readonly bytes: Uint8Array } | undefined>(SLOTS).fill(undefined);

  constructor() {
    const all = new Set<string>([...RECORD_FIELDS, ...MESSAGE_FIELDS, ...BLOCK_FIELDS, ...ASSISTANT, ...USER, ...MESSAGE]);
    for (const text of all) this.#add(text);
  }

  /** The word between two bytes, of which `hash` was taken; undefined for any other. */
  find(memory: Uint8Array, from: number, to: number, hash: number): Word | undefined {
    for (let slot = hash & (SLOTS - 1); ; slot = (slot + 1) & (SLOTS - 1)) {
      const entry = this.#slots[slot];
      if (entry === undefined) return undefined;
      const { bytes } = entry;
      if (bytes.length !== to - from) continue;
      let i = 0;
      while (i < bytes.length && bytes[i] === memory[from + i]) i++;
      if (i === bytes.length) return entry.word;
    }
  }

  #add(text: string): void {
    const bytes = Buffer.from(text);
    const word: Word = {
      text,
      inRecord: RECORD_FIELDS.indexOf(text as never),
      inMessage: MESSAGE_FIELDS.indexOf(text as never),
      inBlock: BLOCK_FIELDS.indexOf(text as never),
      ofAssistant: ASSISTANT.has(text),
      ofUser: USER.has(text),
      ofMessage: MESSAGE.has(text),
    };
    let slot = bytes.reduce(hashStep, 0) & (SLOTS - 1);
    while (this.#slots[slot] !== undefined) slot = (slot + 1) & (SLOTS - 1);
    this.#slots[slot] = { word, bytes };
  }
}
