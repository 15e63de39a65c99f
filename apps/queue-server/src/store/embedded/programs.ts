import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { closeSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import type { ClusterFolder } from './cluster-folder.ts'
import { explain } from './explain.ts'

export const superuser = 'cherha'

/** Whether the disk is waited for. */
export type Sync = 'on' | 'off'

/** Makes the data, durably, all of it or nothing; what a start that was cut off has left is removed. */
export async function initData(engine: string, folder: ClusterFolder, sync: Sync): Promise<void> {
  const fresh = `data.${randomBytes(6).toString('hex')}`
  const { status, said } = await run(engine, folder, 'initdb', [
    `--pgdata=${folder.inChild(fresh)}`,
    `--pwfile=${folder.inChild('password')}`,
    `--username=${superuser}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    // Built in: no text index depends on which version of a library sorted it. People's names are sorted where shown.
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    '--data-checksums',
    ...(sync === 'off' ? ['--no-sync'] : []),
  ])
  try {
    if (status !== 0) throw explain(said, folder.path)
    folder.adopt(fresh)
  } finally {
    folder.remove(fresh)
  }
}

function settings(folder: ClusterFolder, port: number, sync: Sync): Record<string, string> {
  return {
    ...(folder.hasSocket
      ? { listen_addresses: '', unix_socket_directories: folder.inChild(''), unix_socket_permissions: '0700' }
      : { listen_addresses: '127.0.0.1', unix_socket_directories: '' }),
    port: String(port),
    max_connections: '100',
    shared_buffers: '64MB',
    // What an acknowledgement stands on; said here so that no file beside the data can take it away.
    fsync: sync,
    synchronous_commit: 'on',
    full_page_writes: 'on',
    wal_level: 'minimal',
    max_wal_senders: '0',
    // Old files of the write-ahead log are deleted and not used again: an erased key is not in them for long.
    wal_recycle: 'off',
    wal_init_zero: 'off',
    max_wal_size: '256MB',
    io_method: 'sync',
    jit: 'off',
    TimeZone: 'UTC',
    log_timezone: 'UTC',
    // The log must hold no data: neither statements nor the values in "Key (…) already exists".
    log_statement: 'none',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_checkpoints: 'off',
    log_min_messages: 'warning',
  }
}

/** A server that was started here. */
export interface StartedServer {
  readonly pid: number
  /** null while it runs; then why it ended, as far as it said. */
  ended(): string | null
}

/**
 * Starts the server. It has a session of its own, so that Ctrl-C in a terminal stops our program first and it is
 * stopped by us, in order; it outlives us when we are killed, and the next start takes it over.
 */
export async function startServer(engine: string, folder: ClusterFolder, sync: Sync): Promise<StartedServer> {
  const log = folder.openLog()
  const port = folder.hasSocket ? 5432 : await freePort()
  const flags = Object.entries(settings(folder, port, sync)).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  let end: string | null = null
  try {
    const child = spawn(join(engine, 'bin', 'postgres'), ['-D', folder.inChild('data'), ...flags], {
      ...childOptions(folder),
      detached: true,
      stdio: ['ignore', log.descriptor, log.descriptor, folder.inherited],
    })
    child.on('error', (error) => {
      end = String(error)
    })
    child.on('exit', (code, signal) => {
      end ??= folder.logTail(log.from) || `it ended with ${signal ?? code}`
    })
    child.unref()
    return { pid: child.pid ?? 0, ended: () => end }
  } finally {
    closeSync(log.descriptor)
  }
}

function run(engine: string, folder: ClusterFolder, program: string, flags: readonly string[]) {
  return new Promise<{ status: number | null; said: string }>((resolve) => {
    const child: ChildProcess = spawn(join(engine, 'bin', program), flags, {
      ...childOptions(folder),
      stdio: ['ignore', 'ignore', 'pipe', folder.inherited],
    })
    let said = ''
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said += text
    })
    child.on('error', (error) => resolve({ status: null, said: String(error) }))
    child.on('close', (status) => resolve({ status, said }))
  })
}

function childOptions(folder: ClusterFolder) {
  const { PATH = '', SystemRoot } = process.env
  return {
    // Nothing of ours: neither settings of another PostgreSQL (PG…) nor secrets.
    env: { PATH, LC_ALL: 'C', TZ: 'UTC', ...(SystemRoot !== undefined && { SystemRoot }) },
    cwd: '/',
    ...folder.identity,
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.on('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      const port = typeof address === 'object' && address !== null ? address.port : 0
      probe.close(() => resolve(port))
    })
  })
}
