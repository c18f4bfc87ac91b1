/*
 * Where the scanner keeps what, in bytes of its memory. JavaScript writes the tables once and reads what stands between
 * HEADER and STRANGE after each line.
 */

/** Numbers about the line, each at HEADER + 4 * its place. */
export const HEADER = 64;
export const MESSAGE_STATE = 0;
export const CONTENT_STATE = 1;
export const BLOCK_COUNT = 2;
export const USAGE_STATE = 3;
/** Bits of Word.misses of all names in the record. */
export const MISSED = 4;
export const STRANGE_COUNT = 5;
export const STRANGE_MESSAGE_COUNT = 6;
/** Not 0 where an object within the usage says more than is looked for in it. */
export const NESTED_STATE = 7;
/** What was hashed last: 128 bits of a key, and of all that makes lines alike. */
export const KEY = 8;
export const LIKENESS = 12;
export const HEADER_BYTES = 64;

/** Spans: where a value begins, where it ends, bytes that its escapes are longer than what they stand for, and MARKS. A beginning of 0 is no value. */
export const SPAN_BYTES = 16;
export const IN_RECORD = HEADER + HEADER_BYTES;
export const RECORD_SPANS = 28;
export const IN_MESSAGE = IN_RECORD + RECORD_SPANS * SPAN_BYTES;
export const MESSAGE_SPANS = 6;
export const IN_USAGE = IN_MESSAGE + MESSAGE_SPANS * SPAN_BYTES;
export const USAGE_SPANS = 16;
/** Where the spans of what stands in the objects within the usage begin. */
export const NESTED_PLACE = 12;
export const IN_ATTACHMENT = IN_USAGE + USAGE_SPANS * SPAN_BYTES;
export const ATTACHMENT_SPANS = 1;
/** All that belongs to one line. */
export const LINE_BYTES = IN_ATTACHMENT + ATTACHMENT_SPANS * SPAN_BYTES - HEADER;
/** Of the input that was looked into last. */
export const IN_INPUT = HEADER + LINE_BYTES;
export const INPUT_SPANS = 4;
/** Of one iteration of a usage. */
export const IN_ITERATION = IN_INPUT + INPUT_SPANS * SPAN_BYTES;
/** In the marks of a span: not only ASCII; written in another way than JSON.stringify writes it, perhaps. The number of a word begins at MARK_BITS. */
export const NOT_ASCII = 1;
export const NOT_PLAIN = 2;
export const MARK_BITS = 2;

/** Two numbers a name that is in no list: where it begins and ends. */
export const STRANGE = 1024;
export const STRANGE_MESSAGE = 1280;
export const MOST_STRANGE = 32;

/** 32 bytes of ones before 32 of zeros: masks of any length up to 32. */
export const MASKS = 1536;
/** By byte behind a backslash: length of the escape behind it, 0 where there is none; HARD_ESCAPE for those that JSON.stringify does not write. */
export const ESCAPES = 1600;
export const HARD_ESCAPE = 0x80;
export const HEX = 1856;
/** By place of a span from IN_RECORD on: 1 where lines may be alike though they differ there. */
export const LOOSE = 2112;
/** What stands before an id where it is hashed, PREFIX_BYTES for each kind. */
export const PREFIXES = 2176;
export const PREFIX_BYTES = 16;
/** Number of the word that the type of a usual iteration is. */
export const USUAL_ITERATION = 2240;
/** By level and number of a word: what is done with its value. */
export const FIELDS = 2304;
export const MOST_WORDS = 256;
export const RECORD = 0;
export const MESSAGE = 1;
export const BLOCK = 2;
export const ATTACHMENT = 3;
export const USAGE = 4;
export const INPUT = 5;
export const CACHE_WRITES = 6;
export const SERVER_TOOLS = 7;
export const OUTPUT_DETAILS = 8;
export const ITERATION = 9;
const LEVELS = 10;
/** By number of a word: in which kinds of records it is a strange name. */
export const MISSES = FIELDS + LEVELS * MOST_WORDS;

/** Slots of SLOT_BYTES: the bytes of a word, filled up with zeros to 32, and its number. Words longer than that are in no list. */
export const WORDS = 5120;
export const SLOT_BITS = 9;
export const SLOT_BYTES = 48;
export const WORD_BYTES = 32;

export const BLOCKS = WORDS + SLOT_BYTES * 2 ** SLOT_BITS;
export const BLOCK_SPANS = 8;
export const BLOCK_BYTES = BLOCK_SPANS * SPAN_BYTES;
export const MOST_BLOCKS = 256;
/** Hashes of the names in all objects that are open within an input. */
export const NAMES = BLOCKS + MOST_BLOCKS * BLOCK_BYTES;
const NAMES_BYTES = 4096;
/** What is open. */
export const STACK = NAMES + NAMES_BYTES;
export const STACK_BYTES = 1 << 16;
/** Bytes that are brought together to be hashed: of an id, or of all spans that are not loose. */
export const HASHED = STACK + STACK_BYTES;
/** A longer value is like no other. */
export const MOST_HASHED = 512;
/** From here on lines may stand. */
export const TEXT = 3 << 16;
/** Behind the last line feed: sixteen bytes are looked at together. */
export const PADDING = 64;

/**
 * What FIELDS says of a name: 0, nobody asks for its value; else 1 more than the place of its span, with one of these added to it,
 * or one of the others alone.
 */
export const PLACE = 0x3f;
export const KIND = 0xc0;
/** The text is looked up among the words. */
export const NAMED = 0x40;
/** Told apart whether JSON.stringify would write it as it stands. */
export const MEASURED = 0x80;
export const INTO_MESSAGE = 0xc0;
export const INTO_CONTENT = 0xc1;
export const INTO_USAGE = 0xc2;
export const INTO_ATTACHMENT = 0xc3;
/** A name that is in no list of its level. */
export const UNLISTED = 0xc4;
export const INTO_CACHE_WRITES = 0xc5;
export const INTO_SERVER_TOOLS = 0xc6;
export const INTO_OUTPUT_DETAILS = 0xc7;
export const INTO_ITERATIONS = 0xc8;
