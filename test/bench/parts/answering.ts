/** Answers what the parent process asks over IPC, one method a word. Ends with the parent. */
export function answer(methods: Readonly<Record<string, (args: never) => unknown>>): void {
  process.on('message', ({ id, what, args }: { id: number; what: string; args: never }) => {
    const method = methods[what];
    const run = async (): Promise<unknown> => {
      if (!method) throw new Error(`unknown: ${what}`);
      return method(args);
    };
    run().then(
      (ok) => process.send?.({ id, ok: ok ?? null }),
      (error: unknown) => process.send?.({ id, err: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
    );
  });
  process.on('disconnect', () => process.exit());
}
