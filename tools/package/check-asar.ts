import { type AsarContent, type PackedFile, sha256 } from './asar-content.ts'
import type { PackedApp, Target } from './packed-app.ts'

/** Things that have no business in what is shipped. */
const forbidden: readonly { readonly what: string; readonly is: RegExp }[] = [
  { what: 'a TypeScript source', is: /\.[mc]?tsx?$/ },
  { what: 'a source map', is: /\.map$/ },
  { what: 'a test', is: /(^|\/)(test|tests|__tests__)\/|\.test\.[mc]?js$/ },
  { what: 'a key or a secret', is: /\.(pem|key|p12|pfx)$|(^|\/)(\.env[^/]*|keys\.json|\.npmrc)$/ },
  { what: 'a database', is: /\.(sqlite3?|db)$/ },
]

/**
 * Compares what is in an app's archive with what must and what must not be there.
 * @returns one sentence for each fault
 */
export function checkAsar(content: AsarContent, app: PackedApp, target: Target): readonly string[] {
  const byPath = new Map(content.files.map((file) => [file.path, file]))
  return [
    ...content.files.flatMap(damaged),
    ...content.links.map((link) => `${link} is a link; a package carries files only.`),
    ...app.needs.flatMap((file) => (byPath.has(file) ? [] : [`${file} is missing.`])),
    ...content.files.flatMap((file) =>
      forbidden
        .filter(({ is }) => is.test(file.path))
        .map(({ what }) => `${file.path} is ${what}; it must not be packed.`),
    ),
    ...checkModules(content, app.modules(target)),
    ...checkLibraries(content, app.libraries(target), target),
    ...checkMetadata(byPath.get('package.json'), app),
  ]
}

function damaged({ path, bytes, statedHash }: PackedFile): readonly string[] {
  if (bytes === null) return [`${path} is named in the archive, but its content is not there.`]
  if (statedHash === undefined) return [`${path} has no integrity hash in the archive's header.`]
  return sha256(bytes) === statedHash
    ? []
    : [`${path} was changed after packing: its hash is not the one in the header.`]
}

function checkModules({ files }: AsarContent, allowed: readonly string[]): readonly string[] {
  const packed = new Set(files.flatMap(({ path }) => /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? []))
  return [
    ...[...packed]
      .filter((name) => !allowed.includes(name))
      .map((name) => `The package ${name} is packed; it should be in the bundle or left out.`),
    ...allowed.filter((name) => !packed.has(name)).map((name) => `The package ${name} is missing.`),
  ]
}

function checkLibraries({ files }: AsarContent, wanted: readonly string[], target: Target): readonly string[] {
  const libraries = files.filter(({ path }) => /\.(node|so|dll|dylib)$/.test(path))
  const where = `${target.platform}-${target.arch}`
  return [
    ...wanted.filter((path) => !libraries.some((file) => file.path === path)).map((path) => `${path} is missing.`),
    ...libraries.flatMap(({ path, unpacked, bytes }) => {
      if (!wanted.includes(path)) return [`${path} is compiled code this app does not need on ${where}.`]
      if (!unpacked) return [`${path} is inside the archive; the system loads libraries from files only.`]
      return bytes === null || builtFor(bytes) === where
        ? []
        : [`${path} is compiled for ${builtFor(bytes)}, not for ${where}.`]
    }),
  ]
}

/** What a library is compiled for, by its first bytes: ELF (Linux) and PE (Windows) name their machine. */
function builtFor(bytes: Buffer): string {
  if (bytes.length > 20 && bytes.readUInt32BE(0) === 0x7f454c46) {
    const machine = { 0x3e: 'x64', 0xb7: 'arm64' }[bytes.readUInt16LE(18)]
    return `linux-${machine ?? 'another processor'}`
  }
  if (bytes.length > 64 && bytes.readUInt16LE(0) === 0x5a4d) {
    const header = bytes.readUInt32LE(60)
    const machine =
      header + 6 <= bytes.length ? { 0x8664: 'x64', 0xaa64: 'arm64' }[bytes.readUInt16LE(header + 4)] : undefined
    return `win32-${machine ?? 'another processor'}`
  }
  return 'another system'
}

function checkMetadata(file: PackedFile | undefined, app: PackedApp): readonly string[] {
  if (file === undefined) return ['package.json is missing.']
  let metadata: Readonly<Record<string, unknown>>
  try {
    metadata = JSON.parse(file.bytes?.toString('utf8') ?? '')
  } catch {
    return ['package.json cannot be read.']
  }
  const wanted: Readonly<Record<string, string>> = { main: 'main/index.js', type: 'module', name: app.name }
  return [
    ...Object.entries(wanted).flatMap(([field, value]) =>
      metadata[field] === value
        ? []
        : [`package.json says ${field} = ${JSON.stringify(metadata[field])}, not "${value}".`],
    ),
    ...(/^\d+\.\d+\.\d+/.test(String(metadata['version'])) ? [] : ['package.json has no version.']),
  ]
}
