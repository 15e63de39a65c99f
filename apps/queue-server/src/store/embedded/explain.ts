import { DatabaseError } from '../errors.ts'

/** Turns what PostgreSQL's programs say into one sentence for whoever starts the server. */
export function explain(said: string, folder: string): DatabaseError {
  const line = said.split('\n').findLast((text) => /error|fatal|panic|cannot|could not/i.test(text)) ?? said
  const last = line.replace(/^.*?(ERROR|FATAL|PANIC):\s*/, '').trim()
  if (/No space left on device|ENOSPC|Disk quota exceeded/.test(said)) {
    return new DatabaseError(
      'disk-full',
      `The disk of the data folder ${folder} is full: make room and start again; nothing that was confirmed is lost.`,
    )
  }
  if (/Permission denied|Read-only file system|EACCES|EROFS|EPERM/.test(said)) {
    return new DatabaseError(
      'not-writable',
      `The data folder ${folder} cannot be written (${last}): check its disk and rights, or name another with --data.`,
    )
  }
  if (/shared object file|Exec format error|ENOEXEC|ENOENT|cannot execute/.test(said)) {
    return new DatabaseError(
      'no-engine',
      `PostgreSQL does not run on this computer (${last}): run npm ci on this kind of computer, or set DATABASE_URL.`,
    )
  }
  if (
    /invalid (page|checkpoint|primary)|could not locate a valid checkpoint|PANIC|not a database cluster|files are incompatible/.test(
      said,
    )
  ) {
    return new DatabaseError(
      'damaged',
      `The database in ${folder} is damaged, or of another kind of computer (${last}): keep a copy of the folder, then restore a backup into a new one.`,
    )
  }
  return new DatabaseError('failed', `PostgreSQL did not start in ${folder} (${last || 'it said nothing'}).`)
}
