import type { Origin } from '../../core/usage/event';
import type { ResponseState } from '../../core/usage/merge';
import type { TokenCounts } from '../../core/usage/tokens';
import { AT, ORIGIN_PLACES, ORIGIN_WIDTH, OriginRow, wholeOrigin } from './originRow';
import type { Cursor } from './packedRows';
import { column, type PackedColumn, type PackedTable } from './packedTable';

/** Places in a packed row, after those of the origin. */
const REPLAYED = ORIGIN_WIDTH;
const INPUT = REPLAYED + 1;
const OUTPUT = INPUT + 1;
const CACHE_READ = OUTPUT + 1;
const CACHE_WRITE_5M = CACHE_READ + 1;
const CACHE_WRITE_1H = CACHE_WRITE_5M + 1;
const WEB_SEARCHES = CACHE_WRITE_1H + 1;
const FINAL = WEB_SEARCHES + 1;
const MODEL = FINAL + 1;
const SPEED = MODEL + 1;
const TIER = SPEED + 1;
const GEO = TIER + 1;
const THINKING = GEO + 1;
const VISIBLE = THINKING + 1;
const SKILL = VISIBLE + 1;
const MCP_SERVER = SKILL + 1;
const AGENT_TYPE = MCP_SERVER + 1;
const RECORDED = AGENT_TYPE + 1;

/** Of what differs between responses that are otherwise alike. */
export const RESPONSE_PLACES = {
  at: AT,
  input: INPUT,
  output: OUTPUT,
  cacheRead: CACHE_READ,
  cacheWrite5m: CACHE_WRITE_5M,
  cacheWrite1h: CACHE_WRITE_1H,
  webSearches: WEB_SEARCHES,
  thinkingTokens: THINKING,
  visibleChars: VISIBLE,
} as const;

const numbers = (...places: number[]): readonly PackedColumn[] => places.map((place) => column('number', place));
const texts = (...places: number[]): readonly PackedColumn[] => places.map((place) => column('text', place));

export const PACKED_RESPONSES: PackedTable<ResponseState> = {
  width: RECORDED + 1,
  columns: [
    ...ORIGIN_PLACES,
    ...numbers(REPLAYED, INPUT, CACHE_READ, CACHE_WRITE_5M, CACHE_WRITE_1H, WEB_SEARCHES, OUTPUT, FINAL),
    ...texts(MODEL, SPEED, TIER, GEO),
    ...numbers(THINKING, VISIBLE),
    ...texts(SKILL, MCP_SERVER, AGENT_TYPE),
    column('amount', RECORDED),
    column('cost', 0),
  ],
  at: (row) => new ResponseRow(row),
  whole: (state) => ({
    origin: wholeOrigin(state.origin),
    replayed: state.replayed,
    tokens: wholeTokens(state.tokens),
    final: state.final,
    model: state.model,
    speed: state.speed,
    serviceTier: state.serviceTier,
    inferenceGeo: state.inferenceGeo,
    thinkingTokens: state.thinkingTokens,
    visibleChars: state.visibleChars,
    skill: state.skill,
    mcpServer: state.mcpServer,
    agentType: state.agentType,
    recordedNanoUsd: state.recordedNanoUsd,
  }),
};

class ResponseRow implements ResponseState {
  readonly origin: Origin;
  readonly tokens: TokenCounts;
  readonly #row: Cursor;

  constructor(row: Cursor) {
    this.#row = row;
    this.origin = new OriginRow(row);
    this.tokens = new TokensRow(row);
  }

  get replayed(): boolean {
    return this.#row.flag(REPLAYED);
  }

  get final(): boolean {
    return this.#row.flag(FINAL);
  }

  get model(): string {
    return this.#row.text(MODEL);
  }

  get speed(): string {
    return this.#row.text(SPEED);
  }

  get serviceTier(): string {
    return this.#row.text(TIER);
  }

  get inferenceGeo(): string {
    return this.#row.text(GEO);
  }

  get thinkingTokens(): number {
    return this.#row.number(THINKING);
  }

  get visibleChars(): number {
    return this.#row.number(VISIBLE);
  }

  get skill(): string {
    return this.#row.text(SKILL);
  }

  get mcpServer(): string {
    return this.#row.text(MCP_SERVER);
  }

  get agentType(): string {
    return this.#row.text(AGENT_TYPE);
  }

  get recordedNanoUsd(): number | null {
    const recorded = this.#row.number(RECORDED);
    return Number.isNaN(recorded) ? null : recorded;
  }
}

class TokensRow implements TokenCounts {
  readonly #row: Cursor;

  constructor(row: Cursor) {
    this.#row = row;
  }

  get input(): number {
    return this.#row.number(INPUT);
  }

  get output(): number {
    return this.#row.number(OUTPUT);
  }

  get cacheRead(): number {
    return this.#row.number(CACHE_READ);
  }

  get cacheWrite5m(): number {
    return this.#row.number(CACHE_WRITE_5M);
  }

  get cacheWrite1h(): number {
    return this.#row.number(CACHE_WRITE_1H);
  }

  get webSearches(): number {
    return this.#row.number(WEB_SEARCHES);
  }
}

const wholeTokens = ({ input, output, cacheRead, cacheWrite5m, cacheWrite1h, webSearches }: TokenCounts): TokenCounts => ({
  input,
  output,
  cacheRead,
  cacheWrite5m,
  cacheWrite1h,
  webSearches,
});
