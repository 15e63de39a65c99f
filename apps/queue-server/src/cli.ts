import { ServerStartError } from './server/server-error.ts'
import { BackupError } from './store/backup-file.ts'
import { DatabaseError } from './store/errors.ts'

const help = `The queue server of the offices.

  npm run server -- --port N [--data DIR] [--listen ADDRESS] [--retention DAYS] [--outside FILE] [--booking FILE]
                     [--scanner HOST:PORT] [--case-years N]      erases cases so long after their end; else none is
  npm run server -- add-admin LOGIN [--name NAME] [--role ROLE] [--office CODE] [--reset] [--data DIR]
  npm run server -- add-hub OFFICE [--restore] [--data DIR]     prints a code for npm run hub -- --enrol CODE
  npm run server -- import-config FILE [--data DIR]              a new office, or a new version of one
  npm run server -- import-calendar FILE [--data DIR]            the working-day calendar, or a new version of it
  npm run server -- import-card FILE [--data DIR]                a technology card, or a new version of one
  npm run server -- backup FILE [--with-keys] [--data DIR]       everything, as of one moment; the server may be running
  npm run server -- restore FILE [--data DIR]                    into an empty data folder or database
  npm run server -- retention [--days N] [--data DIR]            erases the keys of old visit days now
  npm run server -- signing-keys OFFICE [--revoke LOGIN] [--data DIR]   public keys of its people; one key signs no more
  npm run server -- add-portal NAME [--sandbox] [--per-minute N] [--per-day N] [--data DIR]   prints its key, once
  npm run server -- list-portals [--data DIR]                    portals that book places, with their quotas
  npm run server -- revoke-portal NAME [--data DIR]              its key is refused at once

The data folder is ./data/server unless --data names another. The database is its own, in that folder, unless the
environment has DATABASE_URL. --outside names the file that says where registers, printing works and mail are;
--booking the file of online booking; without it nothing can be booked.
--scanner says where ClamAV listens, which then looks through every scan.
Without --listen it is served on 127.0.0.1 only; put a proxy with TLS in front of it.
Exit code 2: wrong options or input, 1: the machine.
`

/** Each command loads only what it needs. */
async function main([command = '', ...rest]: readonly string[]): Promise<void> {
  switch (command) {
    case 'add-admin':
      return (await import('./cli/add-admin.ts')).addAdmin(rest)
    case 'add-hub':
      return (await import('./cli/add-hub.ts')).addHub(rest)
    case 'import-config':
      return (await import('./cli/import-config.ts')).importConfig(rest)
    case 'import-calendar':
      return (await import('./cli/import-calendar.ts')).importCalendar(rest)
    case 'import-card':
      return (await import('./cli/import-card.ts')).importCard(rest)
    case 'backup':
      return (await import('./cli/backup.ts')).backup(rest)
    case 'restore':
      return (await import('./cli/backup.ts')).restore(rest)
    case 'retention':
      return (await import('./cli/retention.ts')).eraseOldKeys(rest)
    case 'signing-keys':
      return (await import('./cli/signing-keys.ts')).signingKeys(rest)
    case 'add-portal':
      return (await import('./cli/portals.ts')).addPortal(rest)
    case 'list-portals':
      return (await import('./cli/portals.ts')).listPortals(rest)
    case 'revoke-portal':
      return (await import('./cli/portals.ts')).revokePortal(rest)
    case 'help':
    case '--help':
    case '-h':
      process.stdout.write(help)
      return
    default:
      if (command !== '' && !command.startsWith('-')) {
        throw new ServerStartError(`There is no command ${JSON.stringify(command)}; try --help.`, 2)
      }
      return (await import('./cli/serve.ts')).serve(command === '' ? [] : [command, ...rest])
  }
}

try {
  await main(process.argv.slice(2))
  process.exitCode = 0
} catch (error) {
  const told = [ServerStartError, DatabaseError, BackupError].some((kind) => error instanceof kind)
  if (!told || !(error instanceof Error)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = error instanceof ServerStartError ? error.exitCode : 1
}
