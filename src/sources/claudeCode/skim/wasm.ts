import { setFlagsFromString } from 'node:v8';

/** A compiled program. */
export type Program = { readonly compiled: unique symbol };

/** As much of WebAssembly as is used; Node's types name nothing of it as a value. */
interface Wasm {
  readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => Program;
  readonly Memory: new (size: { readonly initial: number }) => { readonly buffer: ArrayBuffer };
  readonly Instance: new (program: Program, imports: object) => { readonly exports: unknown };
}

const { Module, Memory, Instance } = (globalThis as unknown as { readonly WebAssembly: Wasm }).WebAssembly;

/**
 * Makes the whole program fast at once. It is small and runs over every byte: to make it quickly first, and fast when it has become hot,
 * takes longer. V8 asks its flags when a program is compiled; an engine that has others takes them for unknown, and is only slower.
 */
export function compiled(bytes: Uint8Array<ArrayBuffer>): Program {
  for (const flag of ['--no-liftoff', '--no-wasm-lazy-compilation']) setFlagsFromString(flag);
  try {
    return new Module(bytes);
  } finally {
    for (const flag of ['--liftoff', '--wasm-lazy-compilation']) setFlagsFromString(flag);
  }
}

const PAGE_BYTES = 1 << 16;

/** Starts a program with a memory of its own. `functions` is what it exports. */
export function started(program: Program, memoryBytes: number): { readonly memory: ArrayBuffer; readonly functions: unknown } {
  const memory = new Memory({ initial: Math.ceil(memoryBytes / PAGE_BYTES) });
  return { memory: memory.buffer, functions: new Instance(program, { env: { memory } }).exports };
}
