import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto'
import { copyFileSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { signVersionFile, UpdateTarget, VersionFile, versionFileName } from '@cherha/device-shell'

const usage = `Updates of the device apps.

  node tools/updates.ts new-key --out FILE
      makes a signing key; FILE is for this user only, the public key is printed for CHERHA_UPDATE_KEY
  node tools/updates.ts publish --key FILE --package FILE --app APP --version V --to DIR
      [--platform linux|win32] [--arch x64|arm64]
      copies an installer into the folder of updates and signs it as the newest version; --key may be given twice

Exit code 1: a file cannot be used, 2: wrong options.
`

/** A command line that cannot be used. */
class UsageError extends Error {
  override name = 'UsageError'
}

function newKey(args: readonly string[]): void {
  const { values } = parse(args, { out: { type: 'string' } })
  const out = need(values['out'], '--out')
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  writeFileSync(out, privateKey.export({ format: 'pem', type: 'pkcs8' }), { mode: 0o600, flag: 'wx' })
  process.stdout.write(`${publicKey.export({ format: 'der', type: 'spki' }).toString('base64')}\n`)
}

function publish(args: readonly string[]): void {
  const { values } = parse(args, {
    key: { type: 'string', multiple: true },
    package: { type: 'string' },
    app: { type: 'string' },
    version: { type: 'string' },
    to: { type: 'string' },
    platform: { type: 'string' },
    arch: { type: 'string' },
  })
  const file = need(values['package'], '--package')
  const to = need(values['to'], '--to')
  const kind = file.endsWith('.AppImage') ? 'AppImage' : file.endsWith('.exe') ? 'nsis' : null
  if (kind === null)
    throw new UsageError(
      'Devices replace themselves by an .AppImage or an .exe; a .deb is installed by the administrator.',
    )
  const keyFiles = values['key']
  if (!Array.isArray(keyFiles)) throw new UsageError('--key is missing.')
  const keys = keyFiles.map((name) => createPrivateKey(readFileSync(String(name))))
  if (keys.some((key) => key.asymmetricKeyType !== 'ed25519'))
    throw new UsageError('A signing key is an Ed25519 key; make one with new-key.')

  const target = UpdateTarget.safeParse({
    app: values['app'],
    platform: values['platform'] ?? (kind === 'nsis' ? 'win32' : 'linux'),
    arch: values['arch'] ?? 'x64',
    kind,
  })
  if (!target.success) throw new UsageError('--app, --platform or --arch is not one of those above.')
  const about = VersionFile.safeParse({
    format: 1,
    ...target.data,
    version: values['version'],
    releasedAt: new Date().toISOString(),
    artefact: {
      file: path.basename(file),
      size: statSync(file).size,
      sha512: createHash('sha512').update(readFileSync(file)).digest('base64'),
    },
  })
  if (!about.success)
    throw new UsageError('--version takes 1.2.3, and the name of the package letters, digits, ".", "_", "+" and "-".')
  mkdirSync(to, { recursive: true })
  const copy = path.join(to, path.basename(file))
  if (path.resolve(copy) !== path.resolve(file)) copyFileSync(file, copy)
  const text = signVersionFile(about.data, keys)
  // the package is there before anything names it, and the newest version is named last
  for (const name of [versionFileName(target.data, about.data.version), versionFileName(target.data)]) {
    writeFileSync(path.join(to, `${name}.part`), text)
    renameSync(path.join(to, `${name}.part`), path.join(to, name))
  }
  const publicKeys = keys.map((key) => createPublicKey(key).export({ format: 'der', type: 'spki' }).toString('base64'))
  process.stdout.write(
    `${target.data.app} ${about.data.version} is published in ${to}, signed for ${publicKeys.join(', ')}.\n`,
  )
}

type Options = Readonly<Record<string, { type: 'string'; multiple?: boolean }>>

function parse(args: readonly string[], options: Options) {
  try {
    return parseArgs({ args: [...args], options })
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}

function need(value: string | boolean | (string | boolean)[] | undefined, name: string): string {
  if (typeof value !== 'string' || value === '') throw new UsageError(`${name} is missing.`)
  return value
}

const [command, ...rest] = process.argv.slice(2)
try {
  if (command === 'new-key') newKey(rest)
  else if (command === 'publish') publish(rest)
  else throw new UsageError('Which command?')
} catch (error) {
  const wrongUse = error instanceof UsageError
  process.stderr.write(
    `${error instanceof Error ? error.message : String(error)}${wrongUse ? ` Usage: ${usage}` : ''}\n`,
  )
  process.exitCode = wrongUse ? 2 : 1
}
