import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/*
 * A line that is open for as long as the holder of a lock lives: the system closes it whatever ends the holder, so that nobody has to look again
 * and again whether it lives. Nothing is ever said on it. Where there can be none, the lock works without.
 */

/** A name on this machine for one lock of a folder; the folder's own path would be too long for a socket. */
function lineOf(folder: string, lock: string): string {
  const name = `spendlight-${createHash('sha256').update(`${folder}\n${lock}`).digest('hex').slice(0, 24)}`;
  return process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : join(process.env['XDG_RUNTIME_DIR'] || tmpdir(), `${name}.sock`);
}

/** The holder's end of it, open when this resolves or never. Returns what closes it. */
export async function holdLine(folder: string, lock: string): Promise<() => void> {
  const listening = new Set<Socket>();
  const server = createServer((socket) => {
    listening.add(socket.unref());
    socket.on('error', () => undefined).on('close', () => listening.delete(socket));
  });
  await new Promise<void>((done) => {
    server.on('error', () => done()).listen(lineOf(folder, lock), done);
  });
  server.unref();
  return () => {
    server.close();
    for (const socket of listening) socket.destroy();
  };
}

/** Tells once when the holder has let go or has ended, however that came; never where there is no line. Returns what ends that. */
export function listenToHolder(folder: string, lock: string, ended: () => void): () => void {
  const socket = connect(lineOf(folder, lock));
  socket.unref();
  socket.on('error', () => undefined);
  socket.on('connect', () => socket.on('close', ended));
  return () => {
    socket.removeAllListeners('close');
    socket.destroy();
  };
}

/** Removes what a holder that was killed has left of its line. */
export function removeLine(folder: string, lock: string): void {
  if (process.platform !== 'win32') rmSync(lineOf(folder, lock), { force: true });
}
