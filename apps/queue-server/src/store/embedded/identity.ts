import { chownSync, lchownSync, lstatSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { codeOf, DatabaseError } from '../errors.ts'

/** A user of the system that PostgreSQL runs as. */
export interface Identity {
  readonly uid: number
  readonly gid: number
}

/** In order of preference: one of our own, the usual one, and the one every system has. */
const CANDIDATES = ['cherha', 'postgres', 'nobody']

/**
 * Makes the folder PostgreSQL owns. Started as root, PostgreSQL runs as the owner the folder has already, else as one of
 * the candidates, who gets it; else as whoever starts it (null), since only root can give it to somebody.
 * @throws DatabaseError
 */
export function prepareFolder(folder: string): Identity | null {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
  } catch (error) {
    throw new DatabaseError(
      'not-writable',
      `The data folder ${folder} cannot be made (${codeOf(error)}): ${WRITABLE}`,
      error,
    )
  }
  const owner = statSync(folder)
  const root = process.getuid?.() === 0
  if (!root) {
    if (process.getuid === undefined || owner.uid === process.getuid()) return null
    throw new DatabaseError(
      'not-writable',
      `The data folder ${folder} belongs to another user: the server was started as root before; do that again, or ` +
        'give the folder with all in it to the user who starts the server now.',
    )
  }
  if (owner.uid !== 0) return { uid: owner.uid, gid: owner.gid }
  const identity = unprivileged()
  give(folder, identity)
  return identity
}

const WRITABLE = 'name a folder that can be written with --data, or give this one to the user who starts the server.'

function unprivileged(): Identity {
  const users = new Map(
    readPasswd().map((line) => {
      const [name = '', , uid, gid] = line.split(':')
      return [name, { uid: Number(uid), gid: Number(gid) }]
    }),
  )
  for (const name of CANDIDATES) {
    const found = users.get(name)
    if (found !== undefined && found.uid > 0) return found
  }
  throw new DatabaseError(
    'no-user',
    `PostgreSQL refuses to run as root, and this system has no user ${CANDIDATES.join(', ')}: make a user "cherha", ` +
      'start the server as an ordinary user, or set DATABASE_URL.',
  )
}

function readPasswd(): string[] {
  try {
    return readFileSync('/etc/passwd', 'utf8').split('\n')
  } catch {
    return []
  }
}

/** Also what lies in it already: a copy that root has put back belongs to root. */
function give(folder: string, { uid, gid }: Identity): void {
  for (const entry of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const path = join(folder, entry)
    if (lstatSync(path).uid !== uid) lchownSync(path, uid, gid)
  }
  chownSync(folder, uid, gid)
}
